import type { DayCounts } from '../gap-report.ts';
import type { Week } from './week-picture.ts';

/** "26 Nov": days are in UTC, and so are their names. */
export function nameDay(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** The week in words: what a screen reader says in the place of the picture. */
export function describeWeek(week: Week): string {
  const days = week.map((day) => `${nameDay(day.date)}: ${describeDay(day)}`);
  return `Questions of the last seven days. ${days.join('; ')}.`;
}

function describeDay({ answered, refused, unhelpful }: DayCounts): string {
  if (answered + refused + unhelpful === 0) return 'none';
  return `${answered} answered, ${refused} not in the articles, ${unhelpful} marked unhelpful`;
}
