const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

const formats = {
  month: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', year: 'numeric', month: 'long' }),
  day: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' }),
};

/**
 * A `YYYY`, `YYYY-MM` or `YYYY-MM-DD` date in words, as precise as it is. Never Discord's own timestamp, which
 * the reader's time zone shifts by a day. Null where the text is no such date.
 */
export function renderDate(date: string): string | null {
  const [, year, month, day] = DATE.exec(date) ?? [];
  if (year === undefined) return null;
  if (month === undefined) return year;
  const instant = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) return null;
  return (day === undefined ? formats.month : formats.day).format(instant);
}
