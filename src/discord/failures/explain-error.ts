import { randomBytes } from 'node:crypto';
import { StoppingError } from '../asking/stopping-error.ts';
import { NOTICES } from '../notices.ts';
import { FootnoteError, type FootnoteErrorCode } from '../../errors.ts';

/** An error as it is told. */
export interface Explanation {
  /** What the asker is told. */
  readonly words: string;
  /** Eight hex digits that stand in the words and in the log; null where the words say it all. */
  readonly reference: string | null;
}

/** What the asker is told where the cause is known. Its details are the owner's and stand in the log. */
const WORDS: Readonly<Partial<Record<FootnoteErrorCode, string>>> = {
  'index-missing':
    'The articles are not indexed yet. The owner of this bot can do that with `npm run index`; please ask again after it.',
  'index-invalid':
    'The index of the articles cannot be used as it is. The owner of this bot can build it again with `npm run index -- --force`.',
  'model-invalid':
    'The language model that finds the passages is missing or damaged. The owner of this bot finds the file in the log.',
  'embedding-failed': 'I could not take in this question. Please ask it in other words.',
};

/** Words for the asker, and a reference to find the error in the log. Nothing of the error itself is told. */
export function explainError(error: unknown): Explanation {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return {
      words: 'That took me too long, and I stopped looking. Please ask again later.',
      reference: null,
    };
  }
  if (error instanceof StoppingError) return { words: NOTICES.stopping, reference: null };
  const reference = randomBytes(4).toString('hex');
  const words = error instanceof FootnoteError ? WORDS[error.code] : undefined;
  return {
    words: `${words ?? 'Something broke while I was working on this. Please try again, and tell the owner of this bot if it stays so.'} (Reference: ${reference})`,
    reference,
  };
}
