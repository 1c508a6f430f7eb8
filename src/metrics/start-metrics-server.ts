import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../errors.ts';
import type { Metrics } from './create-metrics.ts';
import type { MetricsSources } from './metrics-sources.ts';

export interface MetricsServerOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Loopback, unless somebody is meant to reach it from elsewhere. */
  readonly host: string;
  readonly metrics: Pick<Metrics, 'contentType' | 'render'>;
  readonly sources: Pick<MetricsSources, 'describeIndex' | 'describeBot'>;
}

export interface MetricsServer {
  /** Such as `http://127.0.0.1:9464`. */
  readonly url: string;
  close(): Promise<void>;
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** How long a request may take to come in, in milliseconds: those who ask are near. */
const REQUEST_TIMEOUT_MS = 10_000;
const PLAIN = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Serves `/metrics`, `/healthz` (the process answers) and `/readyz` (it answers questions: 503 before, and whenever the
 * bot is off the gateway). Reads nothing of a request but its method and path.
 * @throws ConfigError where it cannot listen there.
 */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { port, host } = options;
  const server = createServer((request, response) => {
    void respond(request, response, options);
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const message = `The metrics cannot be served on ${host}, port ${port} (${code}): set METRICS_PORT to a free port and METRICS_HOST to an address of this machine.`;
    throw new ConfigError('METRICS_PORT', message, cause);
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: MetricsServerOptions,
): Promise<void> {
  let page: Page;
  try {
    page = await choosePage(request, options);
  } catch {
    page = { status: 500, type: PLAIN, body: 'The metrics could not be read.\n' };
  }
  response.writeHead(page.status, {
    'content-type': page.type,
    'content-length': Buffer.byteLength(page.body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(page.status === 405 && { allow: 'GET, HEAD' }),
  });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}

async function choosePage(
  { method = '', url = '' }: IncomingMessage,
  { metrics, sources }: MetricsServerOptions,
): Promise<Page> {
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, type: PLAIN, body: 'Only GET and HEAD.\n' };
  switch (url.split('?', 1)[0]) {
    case '/metrics':
      return { status: 200, type: metrics.contentType, body: await metrics.render() };
    case '/healthz':
      return { status: 200, type: PLAIN, body: 'ok\n' };
    case '/readyz': {
      const waitingFor = [
        ...(sources.describeIndex() === null ? ['index'] : []),
        ...(sources.describeBot()?.isConnected === true ? [] : ['gateway']),
      ];
      const isReady = waitingFor.length === 0;
      return {
        status: isReady ? 200 : 503,
        type: JSON_TYPE,
        body: `${JSON.stringify({ isReady, waitingFor })}\n`,
      };
    }
    default:
      return { status: 404, type: PLAIN, body: 'There are /metrics, /healthz and /readyz.\n' };
  }
}
