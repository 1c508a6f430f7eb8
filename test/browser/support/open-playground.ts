import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startProgram } from '../../doubles/run-program.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export interface OpenPlayground {
  readonly url: string;
  /** The folder it runs in: its index and what is dropped on the page lie there. */
  readonly folder: string;
  close(): Promise<void>;
}

/** `npm start` without a token, in a folder of its own, with the articles that ship; `env` are further settings. */
export async function openPlayground(env: Readonly<Record<string, string>> = {}): Promise<OpenPlayground> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-browser-'));
  const { child, ended } = startProgram('src/index.ts', {
    cwd: folder,
    input: 'open',
    env: {
      CORPUS_DIR: join(root, 'corpus'),
      INDEX_DIR: join(folder, 'index'),
      PLAYGROUND_PORT: '0',
      QUESTIONS_PER_MINUTE: '600',
      EMBEDDING_THREADS: '2',
      ...env,
    },
  });
  const url = await Promise.race([
    readAddress(child.stdout),
    ended.then(({ code, stderr }) => {
      throw new Error(`The playground ended with ${code}: ${stderr}`);
    }),
  ]);
  await waitForBot(url);
  return {
    url,
    folder,
    async close() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** The page is there at once; the bot comes when the articles are read. */
async function waitForBot(url: string): Promise<void> {
  for (;;) {
    const state = (await (await fetch(`${url}/playground/state`)).json()) as { readonly bot: string };
    if (state.bot === 'online') return;
    await delay(250);
  }
}

async function readAddress(stdout: NodeJS.ReadableStream | null): Promise<string> {
  if (stdout === null) throw new Error('The playground has no standard output.');
  for (let text = ''; ;) {
    const [chunk] = (await once(stdout, 'data')) as [string];
    text += chunk;
    const url = /http:\/\/localhost:\d+/.exec(text)?.[0];
    if (url !== undefined) return url;
  }
}
