import { join } from 'node:path';
import lockfile from 'proper-lockfile';

export interface FolderLock {
  /** Aborted where another process took the lock over, because this one stood still for too long. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** A lock that its holder did not refresh for so long was left by a process that was killed, in milliseconds. */
const STALE_MS = 10_000;

/** Takes a folder for this process; null where another one has it. Rejects where the folder cannot be written. */
export async function lockFolder(folder: string): Promise<FolderLock | null> {
  const lost = new AbortController();
  try {
    const release = await lockfile.lock(folder, {
      lockfilePath: join(folder, 'lock'),
      stale: STALE_MS,
      onCompromised: (error) => {
        lost.abort(error);
      },
    });
    return { lost: lost.signal, release: () => release().catch(() => undefined) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return null;
    throw error;
  }
}
