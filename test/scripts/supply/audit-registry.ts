import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** A flaw as the bulk endpoint tells it. */
export interface RegistryAdvisory {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly severity: string;
  readonly vulnerable_versions: string;
}

export interface AuditRegistry {
  readonly url: string;
  /** The packages that were asked about, with their versions. */
  readonly asked: () => Readonly<Record<string, readonly string[]>>;
}

/**
 * A registry on loopback that knows the bulk endpoint of `npm audit`, and no package. It answers with the flaws, or as
 * `broken` says: an HTTP status, a page in place of JSON, or never.
 */
export async function startAuditRegistry(
  flaws: Readonly<Record<string, readonly RegistryAdvisory[]>>,
  broken: number | 'page' | 'silent' | null = null,
): Promise<AuditRegistry> {
  let asked: Record<string, string[]> = {};
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (broken === 'silent') return;
      if (typeof broken === 'number') {
        response.writeHead(broken, { 'content-type': 'application/json' }).end('{}');
      } else if (broken === 'page') {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in to the network</h1>');
      } else if (request.url === '/-/npm/v1/security/advisories/bulk' && request.method === 'POST') {
        const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
        asked = JSON.parse(plain.toString('utf8')) as typeof asked;
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(flaws));
      } else {
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}
