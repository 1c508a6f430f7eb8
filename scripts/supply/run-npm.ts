import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface RunNpmOptions {
  /** Folder of the project. */
  readonly folder: string;
  /** It is killed when it takes longer. */
  readonly timeoutMs: number;
}

/** How npm ended; `code` is null where it was killed. */
export interface NpmResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the npm that this was started with (`npm run …` names it), else the one on the path. No shell is involved. Rejects
 * where there is none.
 */
export async function runNpm(
  args: readonly string[],
  { folder, timeoutMs }: RunNpmOptions,
): Promise<NpmResult> {
  const own = process.env.npm_execpath;
  const [program, first] = own?.endsWith('npm-cli.js') === true ? [process.execPath, [own]] : ['npm', []];
  const child = spawn(program, [...first, ...args, '--no-update-notifier'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}
