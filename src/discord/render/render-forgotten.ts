import type { FeedbackState, Forgotten } from '../../feedback/feedback-desk.ts';

/** What was deleted of a person, and what happens to what they ask from now on. */
export function renderForgotten({ questions, ratings }: Forgotten, { status }: FeedbackState): string {
  const isNothing = questions === 0 && ratings === 0;
  const done = isNothing
    ? 'I keep nothing of yours.'
    : `Deleted: ${questions === 1 ? '1 question' : `${questions} questions`} and ${ratings === 1 ? '1 rating' : `${ratings} ratings`}.`;
  const next =
    status === 'off'
      ? 'I keep no questions.'
      : 'What you ask privately (`/ask` with `private`, or in a direct message) is never kept.';
  return `${done} ${next}`;
}
