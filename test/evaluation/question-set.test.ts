import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { assertKnownArticles, parseQuestionSet } from '../../src/evaluation/question-set.ts';

const WHO = { id: 'q1', question: 'Who?', gold_file: 'a.md', gold_answer: 'Ada Writer', kind: 'answerable' };
const OFF = { id: 'q2', question: 'Cake?', gold_file: null, gold_answer: null, kind: 'off' };

function toJsonl(...rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

describe('parseQuestionSet', () => {
  it('reads labelled questions in their order, with their lines', () => {
    const jsonl = `\uFEFF${toJsonl(WHO)}\n${toJsonl({ ...OFF, kind: 'near', temporal: true, note: 'passed over' })}`;
    expect(parseQuestionSet(jsonl, 'questions.jsonl')).toEqual([
      {
        ...{ id: 'q1', question: 'Who?', kind: 'answerable', temporal: false, line: 1 },
        ...{ goldFile: 'a.md', goldAnswer: 'Ada Writer' },
      },
      {
        ...{ id: 'q2', question: 'Cake?', kind: 'near', temporal: true, line: 3 },
        ...{ goldFile: null, goldAnswer: null },
      },
    ]);
  });

  it('takes gold fields that are left out for null where the articles do not answer', () => {
    const [question] = parseQuestionSet(toJsonl({ id: 7, question: 'Cake?', kind: 'off' }), 'q.jsonl');
    expect(question).toMatchObject({ id: '7', goldFile: null, goldAnswer: null });
  });

  it.each([
    ['what is not JSON', '{', 'line 1: it is not JSON'],
    ['what is no object', '[]', 'line 1: '],
    ['another kind', toJsonl({ ...WHO, kind: 'maybe' }), 'line 1: kind'],
    ['an answerable question without its article', toJsonl({ ...WHO, gold_file: null }), 'line 1: gold_file'],
    [
      'an answer of marks alone',
      toJsonl({ ...WHO, gold_answer: '**' }),
      'line 1: gold_answer: must be words',
    ],
    [
      'an unanswerable one with gold',
      toJsonl(OFF, { ...WHO, id: 'x', kind: 'near' }),
      'line 2: gold_file: must',
    ],
    ['an empty id', toJsonl({ ...WHO, id: ' ' }), 'line 1: id'],
    ['an id that stands twice', toJsonl(WHO, OFF, WHO), 'line 3: the id "q1" is that of line 1 too'],
    ['an empty file', '\n', 'it holds no question'],
  ])('refuses %s', (_, jsonl, told) => {
    expect(() => parseQuestionSet(jsonl, 'my/questions.jsonl')).toThrow(ConfigError);
    expect(() => parseQuestionSet(jsonl, 'my/questions.jsonl')).toThrow(
      `The questions in my/questions.jsonl cannot be used: ${told}`,
    );
  });

  it('names five bad lines and counts the rest', () => {
    expect(() => parseQuestionSet('{\n'.repeat(8), 'q.jsonl')).toThrow(/line 5: it is not JSON; and 3 more/);
  });
});

describe('assertKnownArticles', () => {
  const questions = parseQuestionSet(toJsonl(WHO, OFF), 'q.jsonl');

  it('names the line of an article that is not there', () => {
    expect(() => {
      assertKnownArticles(questions, new Set(['b.md']), 'q.jsonl');
    }).toThrow('q.jsonl cannot be used: line 1: the article "a.md" is not in the index');
  });

  it('is content where all are there', () => {
    expect(() => {
      assertKnownArticles(questions, new Set(['a.md']), 'q.jsonl');
    }).not.toThrow();
  });
});
