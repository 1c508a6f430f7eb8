import { FootnoteError } from '../errors.ts';
import { stripControls } from './strip-controls.ts';

/**
 * An error in words for a person at a terminal. A `FootnoteError` says itself what to do; any other is a fault of
 * Footnote, of which only the kind and message are told.
 */
export function renderError(error: unknown): string {
  if (error instanceof FootnoteError) return `Error: ${stripControls(error.message)}`;
  const told = error instanceof Error ? `${error.name}: ${error.message}` : 'an unknown value was thrown';
  return `Error: this is a fault of Footnote, please report it (${stripControls(told)}).`;
}
