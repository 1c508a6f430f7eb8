import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the main thread is asked whether it is free, in milliseconds. */
const TICK_MS = 1;

/** Runs some work and tells the longest time, in milliseconds, for which it kept the main thread from all else. */
export async function watchPauses<T>(work: () => Promise<T>): Promise<{ result: T; longestPauseMs: number }> {
  const monitor = monitorEventLoopDelay({ resolution: TICK_MS });
  monitor.enable();
  // A pause is seen by the tick after it, so that there must be one before and one after the work.
  await sleepTicks();
  monitor.reset();
  const result = await work();
  await sleepTicks();
  monitor.disable();
  return { result, longestPauseMs: Math.max(0, monitor.max / 1e6 - TICK_MS) };
}

async function sleepTicks(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10 * TICK_MS));
}
