import type { Call, PageState } from './page-state.ts';

/** INTERACTION_FAILURE's `reason_code`, as far as they are known, in words for people. */
const FAILURES: Readonly<Record<number, string>> = {
  1: 'Something went wrong. Try again.',
  2: 'The application did not respond in time.',
  3: 'The application did not respond in time.',
};

/** An interaction was sent. Earlier ones with the same component are forgotten. */
export function addCall(state: PageState, call: Call): PageState {
  const others = state.calls.filter(
    ({ messageId, failure }) => failure === null || messageId === null || messageId !== call.messageId,
  );
  return { ...state, calls: [...others, call] };
}

/** It came to a good end, or its failure was dismissed. */
export function removeCall(state: PageState, nonce: string): PageState {
  return { ...state, calls: state.calls.filter((call) => call.nonce !== nonce) };
}

/** It failed; `reason` is a code of Discord or words. */
export function failCall(state: PageState, nonce: string, reason: number | string): PageState {
  const failure =
    typeof reason === 'string' ? reason : (FAILURES[reason] ?? 'The application did not respond.');
  const calls = state.calls.map((call) => (call.nonce === nonce ? { ...call, failure } : call));
  return { ...state, calls };
}
