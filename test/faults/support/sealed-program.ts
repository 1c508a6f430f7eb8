import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ProgramResult } from '../../doubles/run-program.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/*
 * Runs a command in a mount namespace of its own in which every file system is read-only, for root too, but one folder,
 * which is also the project's data/. A developer's .env is empty there. Ends with 97 where something else stays writable.
 */
const SEAL = `
set -eu
data=$1 root=$2; shift 2
mount --make-rprivate /
mount --bind "$data" "$root/data"
mount --bind "$data" "$data"
if [ -e "$root/.env" ]; then mount --bind /dev/null "$root/.env"; fi
targets=$(cut -d' ' -f5 /proc/self/mountinfo)
for target in $targets; do
  case $target in "$data" | "$root/data") ;; *) mount -o remount,bind,ro "$target" || true ;; esac
done
for target in $targets "$root" /tmp /dev/shm; do
  case $target in
    "$data" | "$root/data" | "$root/.env") ;;
    *) if [ -w "$target" ]; then echo "still writable: $target" >&2; exit 97; fi ;;
  esac
done
touch "$data/sealed"; rm "$data/sealed"
exec "$@"
`;

const NAMESPACE = ['--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];

/** Why no process can be sealed here; null where one can. */
export const WHY_NOT_SEALED = trySeal();

export interface SealedProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<ProgramResult>;
  /** Resolves with the first match in what it writes to standard output; rejects where it ends before. */
  awaitOutput(pattern: RegExp): Promise<string>;
  /** Tells it and what it started to stop, as Ctrl+C does: npm does not hand a signal on to what it runs. */
  stop(): void;
}

/**
 * Starts a command in the root of the project that can write to `dataDir` only, which is `data/` there, too. It has a
 * home and a temp folder that do not exist.
 */
export function startSealed(
  command: readonly string[],
  dataDir: string,
  env: Readonly<Record<string, string>>,
): SealedProgram {
  mkdirSync(join(ROOT, 'data'), { recursive: true });
  const child = spawn('unshare', makeArgs(command, dataDir), {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: '/nonexistent',
      TMPDIR: '/nonexistent',
      EMBEDDING_THREADS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const signalAll = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      return; // All of them have ended.
    }
  };
  onTestFinished(() => {
    signalAll('SIGKILL');
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<ProgramResult>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  const awaitOutput = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const [found] = pattern.exec(stdout) ?? [];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', look);
      look();
      ended.then(({ code }) => {
        reject(new Error(`It ended with ${code ?? 'a signal'}: ${stderr.slice(-2000)}`));
      }, reject);
    });
  const stop = (): void => {
    signalAll('SIGINT');
  };
  return { child, ended, awaitOutput, stop };
}

function makeArgs(command: readonly string[], dataDir: string): readonly string[] {
  return [...NAMESPACE, '--', 'sh', '-c', SEAL, 'seal', dataDir, ROOT, ...command];
}

function trySeal(): string | null {
  if (process.platform !== 'linux') return 'skipped: mount namespaces are Linux only';
  const path = mkdtempSync(join(tmpdir(), 'footnote-seal-'));
  mkdirSync(join(ROOT, 'data'), { recursive: true });
  const { status } = spawnSync('unshare', makeArgs(['true'], path), { stdio: 'ignore' });
  rmSync(path, { recursive: true, force: true });
  return status === 0 ? null : 'skipped: a mount namespace is not allowed here';
}
