/**
 * The middle of an ISO date of any precision, in years: 2009.5 for `2009`. A guide for spacing, never shown.
 */
export function measureTime(date: string): number {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return year + 0.5;
  return year + (month - 1 + (day === undefined ? 0.5 : (day - 0.5) / 31)) / 12;
}
