/**
 * Shared by the main thread and one worker thread. onnxruntime-node aborts the whole process ("terminate called after
 * throwing an instance of 'Napi::Error'") when its thread is ended while native code runs, and Node ends all threads on
 * `process.exit`. So the worker says when it is in native code, and the main thread holds its exit until it is not.
 *
 *     main   ──── exit ── STOP=1 ── waits for BUSY=0 ── threads are ended
 *     worker ── BUSY=1 ── native code ── BUSY=0 ── sees STOP, starts nothing more
 */
export type ExitGuard = Int32Array<SharedArrayBuffer>;

const STOP = 0;
const BUSY = 1;

/** Two cells, both 0. */
export function createExitGuard(): ExitGuard {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** For the worker: runs native code unless the process is ending; then it never settles. */
export async function runGuarded<T>(guard: ExitGuard, runNative: () => Promise<T>): Promise<T> {
  Atomics.store(guard, BUSY, 1);
  // Asked after BUSY is set: either this sees STOP, or the main thread sees BUSY.
  if (Atomics.load(guard, STOP) === 1) {
    leave(guard);
    return new Promise<T>(() => undefined);
  }
  try {
    return await runNative();
  } finally {
    leave(guard);
  }
}

/** For the main thread, on exit: lets no native code start and blocks until none runs, `timeoutMs` at most. */
export function holdExit(guards: readonly ExitGuard[], timeoutMs: number): void {
  const deadline = performance.now() + timeoutMs;
  for (const guard of guards) Atomics.store(guard, STOP, 1);
  for (const guard of guards) Atomics.wait(guard, BUSY, 1, Math.max(0, deadline - performance.now()));
}

function leave(guard: ExitGuard): void {
  Atomics.store(guard, BUSY, 0);
  Atomics.notify(guard, BUSY);
}
