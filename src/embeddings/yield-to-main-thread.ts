import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Steps of "nice" below the main thread. Five leave it about three quarters of a core that both want. */
const STEPS_BELOW = 5;

/**
 * Lets the main thread go first where the calling worker thread and it want the same core, so that people, heartbeats
 * and buttons do not wait for the model. On Linux, where a thread has a priority of its own; elsewhere nothing changes.
 */
export function yieldToMainThread(): void {
  try {
    // Read by the thread itself, this link ends in its own number: `<process>/task/<thread>`.
    const threadId = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (Number.isSafeInteger(threadId) && threadId > 0 && threadId !== process.pid) {
      setPriority(threadId, STEPS_BELOW);
    }
  } catch {
    // A system without /proc, or one that does not allow it: all threads are equal.
  }
}
