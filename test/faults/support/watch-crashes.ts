/** What nobody caught, from now on; the end gives the process back its own ways. */
export function watchCrashes(): { readonly seen: readonly string[]; readonly end: () => void } {
  const seen: string[] = [];
  const note = (error: unknown): void => {
    seen.push(error instanceof Error ? error.message : String(error));
  };
  process.on('unhandledRejection', note);
  process.on('uncaughtExceptionMonitor', note);
  return {
    seen,
    end: () => {
      process.off('unhandledRejection', note);
      process.off('uncaughtExceptionMonitor', note);
    },
  };
}

/** Milliseconds of the processor that something takes, of every thread, so that a busy machine makes nothing slow. */
export async function measureCpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
