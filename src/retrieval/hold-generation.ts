import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { GenerationLease } from './generation-lease.ts';
import { GENERATION_FILES } from './manifest.ts';
import { MANIFEST_FILE } from './read-manifest.ts';
import { locateGeneration, POINTER_FILE } from './read-pointer.ts';

export interface HoldGenerationOptions {
  /** Called once when a file of the generation in use is gone; its content is in memory. Must not throw. */
  readonly onGone?: (path: string) => void;
  /** How often the files are looked at, in milliseconds. @default 10000 */
  readonly lookMs?: number;
  /** How often other machines are shown that this process is alive, in milliseconds. @default 60000 */
  readonly refreshMs?: number;
}

export interface GenerationHold {
  /** Names the one generation that this process answers from; the one before may be removed now. */
  use(generation: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Keeps builds from removing the generation that this process answers from, and tells when somebody else did. Works
 * without the former where the index cannot be written. Does not keep the process alive.
 */
export function holdGeneration(indexDir: string, options: HoldGenerationOptions = {}): GenerationHold {
  const { onGone, lookMs = 10_000, refreshMs = 60_000 } = options;
  const lease = new GenerationLease(indexDir);
  let used: string | null = null;
  let toldGone = false;
  let closed = false;

  const look = async (): Promise<void> => {
    if (used === null) return;
    const looked = used;
    const gone = await findGone(indexDir, looked);
    if (looked !== used) return;
    if (gone !== null && !toldGone) onGone?.(gone);
    toldGone = gone !== null;
  };
  const refresh = async (): Promise<void> => {
    if (used !== null && !toldGone) await lease.refresh(used);
  };
  const timers = [setInterval(() => void look(), lookMs), setInterval(() => void refresh(), refreshMs)];
  for (const timer of timers) timer.unref();

  return {
    async use(generation) {
      if (closed) return;
      used = generation;
      toldGone = false;
      await lease.take(generation);
    },
    async close() {
      closed = true;
      used = null;
      for (const timer of timers) clearInterval(timer);
      await lease.release();
    },
  };
}

/** The first file that a later start would miss. */
async function findGone(indexDir: string, generation: string): Promise<string | null> {
  const folder = locateGeneration(indexDir, generation);
  const names = [MANIFEST_FILE, ...Object.values(GENERATION_FILES)];
  for (const path of [join(indexDir, POINTER_FILE), folder, ...names.map((name) => join(folder, name))]) {
    if (await isGone(path)) return path;
  }
  return null;
}

async function isGone(path: string): Promise<boolean> {
  try {
    await access(path);
    return false;
  } catch (error) {
    // A disk that only fails to answer at this moment is no news.
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
  }
}
