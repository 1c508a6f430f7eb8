import { FootnoteError } from '../../errors.ts';

/** The bot is being stopped, and this question cannot be waited for. */
export class StoppingError extends FootnoteError {
  constructor() {
    super('The bot was stopped before this question was answered.', { code: 'internal' });
  }
}
