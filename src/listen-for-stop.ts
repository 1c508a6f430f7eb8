import { constants } from 'node:os';

/** One Ctrl+C can come twice, from the terminal and passed on by npm; in milliseconds. */
const SAME_STOP_MS = 500;
/** A process that a signal ended has 128 and its number as exit code, as shells count. */
const SIGNAL_EXIT_BASE = 128;

/** Aborted by the first SIGINT or SIGTERM; a second one ends the process at once. */
export function listenForStop(): AbortSignal {
  const stop = new AbortController();
  let firstAtMs = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!stop.signal.aborted) {
        firstAtMs = performance.now();
        stop.abort();
      } else if (performance.now() - firstAtMs > SAME_STOP_MS) {
        process.exit(SIGNAL_EXIT_BASE + constants.signals[signal]);
      }
    });
  }
  return stop.signal;
}
