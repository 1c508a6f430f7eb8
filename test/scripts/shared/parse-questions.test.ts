import { describe, expect, it } from 'vitest';
import { parseQuestions } from '../../../scripts/shared/parse-questions.ts';
import { ConfigError } from '../../../src/errors.ts';

function failOn(jsonl: string): string {
  try {
    parseQuestions(jsonl, 'questions.jsonl');
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parseQuestions', () => {
  it('reads one question a line, passing over blank lines and other fields', () => {
    const text = '\uFEFF{"id": "a", "question": "Who?", "kind": "x"}\r\n\r\n{"id": 2, "question": ""}\n';
    expect(parseQuestions(text, 'f')).toEqual([
      { id: 'a', question: 'Who?' },
      { id: 2, question: '' },
    ]);
  });

  it('gives none for an empty text', () => {
    expect(parseQuestions('', 'f')).toEqual([]);
  });

  it('names the bad lines by number, blank lines counted', () => {
    const message = failOn('{"id": "a", "question": "Who?"}\n\nWho?\n{"id": "b"}\n[]\n{"question": "Who?"}');
    expect(message).toContain('questions.jsonl: line 3, 4, 5, 6 must be');
  });

  it('counts those after the fifth', () => {
    expect(failOn('x\n'.repeat(9))).toContain('line 1, 2, 3, 4, 5 and 4 more must be');
  });
});
