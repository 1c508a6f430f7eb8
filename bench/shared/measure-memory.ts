/** Memory of this process, in MB of 1,000,000 bytes. */
export interface Memory {
  /** The most that was resident at any moment so far. */
  readonly peakMb: number;
  /** What is resident now. */
  readonly nowMb: number;
}

export function measureMemory(): Memory {
  return { peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6, nowMb: process.memoryUsage.rss() / 1e6 };
}
