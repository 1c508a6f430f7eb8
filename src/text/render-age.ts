const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
const relativeTime = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** A past instant as "3 days ago", in the largest unit that fits. `now` in milliseconds since 1970. */
export function renderAge(instant: string, now: number): string {
  const ageMs = now - Date.parse(instant);
  if (Number.isNaN(ageMs)) return 'at an unknown time';
  const [unit, unitMs] = units.find(([, length]) => ageMs >= length) ?? [];
  return unit === undefined
    ? 'less than a minute ago'
    : relativeTime.format(-Math.floor(ageMs / unitMs), unit);
}
