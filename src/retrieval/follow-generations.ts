import { holdGeneration } from './hold-generation.ts';
import { type Generation, openGeneration, type OpenGenerationOptions } from './open-generation.ts';
import { type GenerationWatch, watchGenerations } from './watch-generations.ts';

export interface FollowGenerationsOptions extends OpenGenerationOptions {
  /** The generation that the caller has open. */
  readonly current: string;
  /** Takes the place of the one before: from the end of this on the caller answers from it. Awaited. */
  readonly onOpen: (generation: Generation) => unknown;
  /** A new generation does not open: the caller stays with the one it has. Told once for each. Must not throw. */
  readonly onFailure: (error: unknown, generation: string) => void;
  /** A file of the generation in use is gone; its content is in memory. Must not throw. */
  readonly onGone: (path: string) => void;
  /** How often the index is looked at where the file system tells nothing, in milliseconds. @default 2000 */
  readonly pollMs?: number;
  /** First wait before a generation that did not open is tried again, in milliseconds; doubles. @default 30000 */
  readonly retryMs?: number;
}

/** The longest such wait: what does not open now may be waiting for a person. */
const MAX_RETRY_MS = 60 * 60 * 1000;

export interface FollowedGenerations {
  /** From now on, opens each generation that becomes current. */
  readonly watch: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Keeps a process on the current generation: opens each new one, one at a time, and holds the one in use, so that no
 * build removes it. A process that never calls `watch` holds the one it has.
 */
export async function followGenerations(
  indexDir: string,
  options: FollowGenerationsOptions,
): Promise<FollowedGenerations> {
  const { fingerprint, onOpen, onFailure, onGone, pollMs, retryMs = 30_000 } = options;
  const hold = holdGeneration(indexDir, { onGone, ...(pollMs === undefined ? {} : { lookMs: pollMs }) });
  let current = options.current;
  let watching: GenerationWatch | null = null;
  let closed = false;
  let failed: string | null = null;
  let retry: NodeJS.Timeout | undefined;
  let queue = hold.use(current);

  const takeUp = async (name: string, waitMs: number): Promise<void> => {
    if (closed) return;
    try {
      // Whichever is current by now: a second switch may have come while the first was opened.
      const generation = await openGeneration(indexDir, { fingerprint });
      if (isClosed() || generation.name === current) return;
      await onOpen(generation);
      current = generation.name;
      await hold.use(current);
    } catch (error) {
      if (isClosed()) return;
      // Said once of each generation, however often it is tried.
      if (failed !== name) onFailure(error, name);
      failed = name;
      clearTimeout(retry);
      retry = setTimeout(() => {
        enqueue(name, Math.min(2 * waitMs, MAX_RETRY_MS));
      }, waitMs);
      retry.unref();
    }
  };
  // Behind a function, since it changes while something is awaited.
  const isClosed = (): boolean => closed;
  // One after the other: of two at once the older could be the last one to be done.
  const enqueue = (name: string, waitMs: number): void => {
    queue = queue.then(() => takeUp(name, waitMs));
  };
  await queue;

  return {
    watch() {
      if (closed) return;
      watching ??= watchGenerations(indexDir, {
        current,
        onSwitch: (name) => {
          enqueue(name, retryMs);
        },
        ...(pollMs === undefined ? {} : { pollMs }),
      });
    },
    async close() {
      closed = true;
      watching?.close();
      clearTimeout(retry);
      await hold.close();
    },
  };
}
