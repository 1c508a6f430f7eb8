/** Percentile by nearest rank: the least value that at least this share of the values does not exceed. Null for none. */
export function findPercentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
