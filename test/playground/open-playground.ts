import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as sendRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArticleDesk } from '../../src/playground/article-desk.ts';
import type { PlaygroundState } from '../../src/playground/playground-state.ts';
import { startPlayground, type Playground } from '../../src/playground/start-playground.ts';

/** What came back, as plain as the wire has it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface OpenedPlayground {
  readonly playground: Playground;
  readonly port: number;
  /** A folder with `corpus/` (one article) and `data/`. */
  readonly folder: string;
  readonly problems: unknown[];
  /** Any request, with a path and headers that a browser would not let through. */
  send(path: string, options?: SendOptions): Promise<Answer>;
  /** A request of the page itself. */
  ask(path: string, options?: SendOptions): Promise<Answer>;
  readState(): Promise<PlaygroundState>;
  /** Closes it and removes the folder. */
  close(): Promise<void>;
}

/**
 * A playground in a folder of its own; nobody is logged in, and the shelf is open where a desk is given. It has its page
 * only where that is wanted.
 */
export async function openPlayground(
  options: { readonly desk?: ArticleDesk; readonly port?: number; readonly hasPage?: boolean } = {},
): Promise<OpenedPlayground> {
  const { desk, port = 0, hasPage = false } = options;
  const folder = await mkdtemp(join(tmpdir(), 'footnote-playground-'));
  const corpusDir = join(folder, 'corpus');
  await mkdir(corpusDir);
  await writeFile(join(corpusDir, 'cups.md'), '# Cups\n\nA cup holds tea.\n');
  const problems: unknown[] = [];
  const playground = await startPlayground({
    ...{ port, corpusDir },
    dataDir: join(folder, 'data'),
    ...(!hasPage && { bundle: Promise.resolve(new Map()) }),
    onProblem: (error) => problems.push(error),
  });
  if (desk !== undefined) playground.openShelf(desk);
  const { host, port: found } = new URL(playground.url);
  const send = (path: string, { method = 'GET', headers = {}, body }: SendOptions = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = sendRequest(
        { host: '127.0.0.1', port: found, path, method, headers: { host, ...headers } },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => {
            const { statusCode = 0, headers: received } = response;
            resolve({ status: statusCode, headers: received, text: Buffer.concat(parts).toString('utf8') });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  const ask = (path: string, options: SendOptions = {}): Promise<Answer> =>
    send(path, { ...options, headers: { origin: playground.url, ...options.headers } });
  return {
    ...{ playground, folder, problems, send, ask },
    port: Number(found),
    async readState() {
      return JSON.parse((await send('/playground/state')).text) as PlaygroundState;
    },
    async close() {
      await playground.close();
      await rm(folder, { recursive: true });
    },
  };
}
