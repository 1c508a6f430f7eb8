import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GENERATION_NAME } from '../retrieval/manifest.ts';
import { listLeasedGenerations } from './list-leased-generations.ts';

/** Begins the name of a generation's folder while it is written. */
export const UNFINISHED_PREFIX = '.building-';

/**
 * Removes the generations that nobody needs any more; one that a running process answers from stays. Anything in the
 * folder that is no generation is left alone. Call it only under the lock.
 * @param keep Names of the finished generations to keep; null keeps them all. Unfinished ones always go.
 */
export async function pruneGenerations(
  indexDir: string,
  keep: ReadonlySet<string | null> | null,
): Promise<void> {
  const folder = join(indexDir, 'generations');
  const names = await readdir(folder).catch(() => []);
  const leased = await listLeasedGenerations(indexDir);
  for (const name of names) {
    const superseded = GENERATION_NAME.test(name) && keep !== null && !keep.has(name) && !leased.has(name);
    if (!superseded && !name.startsWith(UNFINISHED_PREFIX)) continue;
    // What cannot be removed now is in nobody's way, and the next build tries again.
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
