const DAY_MS = 86_400_000;
const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};
const UNITS = [
  ['year', 365 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** An instant in one of Discord's timestamp styles, in the reader's language and time zone; `R` is relative to `nowMs`. */
export function formatTimestamp(atMs: number, style: string, nowMs: number, locale?: string): string {
  if (style !== 'R') return new Intl.DateTimeFormat(locale, STYLES[style] ?? STYLES.f).format(atMs);
  const distanceMs = atMs - nowMs;
  const [unit, unitMs] =
    UNITS.find(([, length]) => Math.abs(distanceMs) >= length) ?? (['second', 1000] as const);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    Math.round(distanceMs / unitMs),
    unit,
  );
}

/** When a message was written: the time today, else with its day. */
export function formatMessageTime(atMs: number, nowMs: number, locale?: string): string {
  const time = formatTimestamp(atMs, 't', nowMs, locale);
  const days = countDays(atMs, nowMs);
  if (days === 0) return `Today at ${time}`;
  return days === 1 ? `Yesterday at ${time}` : `${formatTimestamp(atMs, 'd', nowMs, locale)} ${time}`;
}

/** Calendar days between two instants, in the reader's time zone. */
export function countDays(fromMs: number, toMs: number): number {
  const startOf = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
  return Math.round((startOf(toMs) - startOf(fromMs)) / DAY_MS);
}
