import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, CorpusError, FootnoteError } from '../errors.ts';
import type { BuildSummary } from './build-summary.ts';
import {
  compareStamps,
  type CorpusChanges,
  type CorpusStamps,
  listCorpusStamps,
} from './list-corpus-stamps.ts';

/** What a person who watches should hear of. */
export type WatchEvent =
  | { readonly kind: 'watching' }
  /** A build begins; `changes` is null for the first one, and for one that is tried again. */
  | { readonly kind: 'building'; readonly changes: CorpusChanges | null }
  | { readonly kind: 'built'; readonly summary: BuildSummary }
  /** The index is as it was; `retryMs` is null where only a change of the corpus can help. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly retryMs: number | null }
  /** The folder is gone, empty or closed; said once. */
  | { readonly kind: 'missing'; readonly error: unknown }
  | { readonly kind: 'back' };

export interface WatchCorpusOptions {
  readonly corpusDir: string;
  /** Never called before the last one has ended. */
  readonly build: () => Promise<BuildSummary>;
  /** Waited for, so that what it prints keeps its order. Must not throw. */
  readonly onEvent: (event: WatchEvent) => Promise<void> | void;
  /** Ends the watch, after the build that runs, which has to look at it itself. */
  readonly signal: AbortSignal;
  /** How often the folder is looked at, in milliseconds; less often where a look takes long. @default 1000 */
  readonly pollMs?: number;
  /** How long the folder must be quiet before a build, in milliseconds. @default 1000 */
  readonly quietMs?: number;
  /** A folder that is never quiet is built after so long, in milliseconds. @default 30000 */
  readonly maxWaitMs?: number;
  /** First wait before a failed build is tried again, in milliseconds; doubles up to five minutes. @default 5000 */
  readonly retryMs?: number;
}

const DEFAULTS = { pollMs: 1000, quietMs: 1000, maxWaitMs: 30_000, retryMs: 5000 } as const;

const MAX_RETRY_MS = 5 * 60 * 1000;

/** A folder that is replaced is gone for a moment: it is missing where two looks in a row do not find it. */
const MISSING_LOOKS = 2;

/** Looking may take a twentieth of one core at most. */
const REST_PER_LOOK = 20;

/**
 * Builds at once, and again after each change of the corpus, one build at a time, until it is told to stop. It looks
 * rather than being told: notices of the file system do not come from every one (containers, network drives), and end
 * when the folder is replaced. No failure ends it.
 */
export async function watchCorpus(options: WatchCorpusOptions): Promise<void> {
  const { corpusDir, build, onEvent, signal, pollMs, quietMs, maxWaitMs, retryMs } = {
    ...DEFAULTS,
    ...options,
  };
  let built: CorpusStamps | null = null;
  let failedLooks = 0;
  let lookMs = 0;
  let retry = { atMs: Infinity, waitMs: retryMs };

  const look = async (): Promise<CorpusStamps | null> => {
    const started = performance.now();
    try {
      const stamps = await listCorpusStamps(corpusDir);
      if (failedLooks >= MISSING_LOOKS) await onEvent({ kind: 'back' });
      failedLooks = 0;
      return stamps;
    } catch (error) {
      failedLooks += 1;
      if (failedLooks === MISSING_LOOKS) await onEvent({ kind: 'missing', error });
      return null;
    } finally {
      lookMs = performance.now() - started;
    }
  };

  /** What the folder holds once it is quiet; null where it is gone meanwhile, or the watch ends. */
  const settle = async (first: CorpusStamps): Promise<CorpusStamps | null> => {
    const startedMs = performance.now();
    for (let last = first; ;) {
      await rest(quietMs, signal);
      const now = signal.aborted ? null : await look();
      if (now === null || compareStamps(last, now) === null) return now;
      if (performance.now() - startedMs > maxWaitMs) return now;
      last = now;
    }
  };

  const runBuild = async (): Promise<void> => {
    retry = { ...retry, atMs: Infinity };
    try {
      const summary = await build();
      retry = { ...retry, waitMs: retryMs };
      await onEvent({ kind: 'built', summary });
    } catch (error) {
      if (signal.aborted) return;
      const again = mayPass(error);
      await onEvent({ kind: 'failed', error, retryMs: again ? retry.waitMs : null });
      if (!again) return;
      const { waitMs } = retry;
      retry = { atMs: performance.now() + waitMs, waitMs: Math.min(2 * waitMs, MAX_RETRY_MS) };
    }
  };

  await onEvent({ kind: 'watching' });
  while (!signal.aborted) {
    const now = await look();
    const changes = now === null || built === null ? null : compareStamps(built, now);
    if (now !== null && (built === null || changes !== null)) {
      const settled: CorpusStamps | null = built === null ? now : await settle(now);
      if (settled === null) continue;
      const news = built === null ? null : compareStamps(built, settled);
      // What was changed was changed back.
      if (built !== null && news === null) continue;
      built = settled;
      await onEvent({ kind: 'building', changes: news });
      await runBuild();
    } else if (now !== null && performance.now() >= retry.atMs) {
      await onEvent({ kind: 'building', changes: null });
      await runBuild();
    }
    await rest(Math.max(pollMs, REST_PER_LOOK * lookMs), signal);
  }
}

/** Whether the same build may go well later: not where the articles themselves are what is wrong. */
function mayPass(error: unknown): boolean {
  if (error instanceof CorpusError || error instanceof ConfigError) return false;
  return !(error instanceof FootnoteError && error.code === 'build-refused');
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
