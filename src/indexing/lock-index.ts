import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { FootnoteError } from '../errors.ts';
import { guardWriting } from './guard-writing.ts';

/** A folder: making one is atomic on every file system. Its time of change tells that the holder is alive. */
export const LOCK_FILE = 'build.lock';

export interface LockIndexOptions {
  /** A lock that was not refreshed for so long is taken over, in milliseconds, at least 2000. @default 10000 */
  readonly staleMs?: number;
  /** Called once where the lock is held, and it is not known yet whether by a living process. */
  readonly onWait?: () => void;
  readonly signal?: AbortSignal;
}

export interface IndexLock {
  /** Aborted when another process took the lock over, because this one stood still for too long. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** How often a lock is looked at that another process holds, in milliseconds. */
const LOOK_MS = 100;

/**
 * Takes the one lock that a build needs. A lock that its holder refreshes is another build: refused, within a second
 * or two. One that nobody refreshes was left by a process that was killed: it is waited for and taken over.
 * @throws FootnoteError 'index-locked' where another build is running; 'index-unwritable'.
 */
export async function lockIndex(indexDir: string, options: LockIndexOptions = {}): Promise<IndexLock> {
  const { staleMs = 10_000, onWait, signal } = options;
  const path = join(indexDir, LOCK_FILE);
  const lost = new AbortController();
  const seen = await readRefreshTime(path);
  const seenMs = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const release = await tryLock(indexDir, path, staleMs, lost);
    if (release !== null) return { lost: lost.signal, release: () => release().catch(() => undefined) };
    const refreshed = await readRefreshTime(path);
    if (refreshed !== null && refreshed !== seen) throw createLocked(indexDir, path);
    if (attempt === 1) onWait?.();
    // Left behind by a killed process under a clock that was ahead of ours: its time alone would keep it for good.
    if (refreshed !== null && performance.now() - seenMs > staleMs) {
      await utimes(path, 0, 0).catch(() => undefined);
    }
    await sleep(LOOK_MS, undefined, signal === undefined ? {} : { signal });
  }
}

async function tryLock(
  indexDir: string,
  path: string,
  staleMs: number,
  lost: AbortController,
): Promise<(() => Promise<void>) | null> {
  return guardWriting(path, async () => {
    try {
      return await lockfile.lock(indexDir, {
        lockfilePath: path,
        stale: staleMs,
        // As short as the library allows, so that a second build soon sees that this one is alive.
        update: 1000,
        onCompromised: () => {
          lost.abort(createLocked(indexDir, path));
        },
      });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return null;
      throw error;
    }
  });
}

async function readRefreshTime(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

function createLocked(indexDir: string, path: string): FootnoteError {
  const message = `Another build is writing ${indexDir} (it holds ${path}). Wait until it has ended, then run "npm run index" again.`;
  return new FootnoteError(message, { code: 'index-locked' });
}
