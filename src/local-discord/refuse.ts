import { FootnoteError } from '../errors.ts';

/** What a person's client would not let them do; the message says why. */
export function refuse(message: string): FootnoteError {
  return new FootnoteError(message, { code: 'discord-refused' });
}
