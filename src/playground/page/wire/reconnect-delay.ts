const FIRST_MS = 500;
const MOST_MS = 15_000;

/** How long to wait before the nth attempt in a row, from 0, in milliseconds: doubled each time, spread by `random` (0–1). */
export function chooseReconnectDelay(attempt: number, random: number): number {
  const ceiling = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (random * ceiling) / 2);
}
