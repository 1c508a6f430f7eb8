import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LEASE_FOLDER, readLease } from '../retrieval/generation-lease.ts';
import { isProcessAlive } from '../retrieval/process-identity.ts';

/**
 * How long the last sign of life of a process on another machine counts, in milliseconds. It gives one each minute;
 * the clocks of two machines may differ.
 */
const SIGN_OF_LIFE_MS = 60 * 60 * 1000;

/**
 * The generations that running processes answer from. Removes what killed ones left behind, so call it only under the
 * lock.
 */
export async function listLeasedGenerations(indexDir: string): Promise<ReadonlySet<string>> {
  const folder = join(indexDir, LEASE_FOLDER);
  const leased = new Set<string>();
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const lease = await readLease(path);
    const alive = lease === null ? null : await isProcessAlive(lease);
    if (alive ?? (await isRecent(path))) {
      if (lease !== null) leased.add(lease.generation);
    } else {
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
  return leased;
}

/** In either direction: a clock that was set back must not keep a file for good. */
async function isRecent(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Math.abs(Date.now() - found.mtimeMs) < SIGN_OF_LIFE_MS;
}
