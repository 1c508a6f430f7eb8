import { describe, expect, it } from 'vitest';
import { compareQuestions, takeWords } from '../../src/discord/replies/compare-questions.ts';
import { ReplySearch } from '../../src/discord/replies/find-reply.ts';
import { ReplyBook } from '../../src/discord/replies/reply-book.ts';
import { chooseRevision } from '../../src/discord/replies/revise-reply.ts';

const compare = (before: string, after: string) => compareQuestions(takeWords(before), takeWords(after));
/** An id of Discord's for a moment. */
const idAt = (time: number) => (BigInt(time - 1_420_070_400_000) << 22n).toString();
const NOW = Date.UTC(2026, 0, 2);

describe('an edited question', () => {
  it.each([
    ['Who bought GitHub?', 'who  bought GITHUB?', 'same'],
    ['Who baught Githib?', 'Who bought GitHub?', 'reworded'],
    ['Who bought GitHub?', 'Who was it that bought GitHub in 2018?', 'reworded'],
    ['When?', 'Why?', 'another'],
    ['Who bought GitHub?', 'How heavy is a glacier sensor?', 'another'],
    ['What is new in version 8?', 'What is new in version 9?', 'reworded'],
    ['In 2018?', 'In 2019?', 'another'],
    ['Why?', 'Why did Microsoft buy GitHub?', 'another'],
  ])('“%s” → “%s” is %s', (before, after, change) => {
    expect(compare(before, after)).toBe(change);
  });

  it('is answered anew within the hour, and its answer marked after it', () => {
    const asked = takeWords('Who baught GitHub?');
    const request = { kind: 'question', way: 'mention', text: 'Who bought GitHub?' } as const;
    const choose = (age: number, isMarked = false) =>
      chooseRevision({ asked, isMarked, questionId: idAt(NOW - age) }, request, NOW);
    expect(choose(59 * 60_000)).toBe('answer-again');
    expect(choose(61 * 60_000)).toBe('mark');
    const same = { ...request, text: 'Who baught GitHub?' };
    const entry = { asked, questionId: idAt(NOW) };
    expect(chooseRevision({ ...entry, isMarked: false }, same, NOW)).toBe('keep');
    expect(chooseRevision({ ...entry, isMarked: true }, same, NOW)).toBe('answer-again');
    expect(chooseRevision({ ...entry, isMarked: false }, { kind: 'how-to' }, NOW)).toBe('mark');
    expect(chooseRevision({ ...entry, isMarked: false }, null, NOW)).toBe('mark');
  });
});

describe('the book of replies', () => {
  it('keeps the last 5,000 and counts each edit once', () => {
    const book = new ReplyBook();
    for (let index = 0; index <= 5_000; index++) book.open(index.toString(), 'channel');
    expect(book.find('0')).toBeUndefined();
    const entry = book.open('5000', 'channel');
    expect(book.find('5000')).toBe(entry);
    expect([entry.noteEdit('a'), entry.noteEdit('a'), entry.noteEdit('b')]).toEqual([true, false, true]);
    expect(entry.edits).toBe(2);
  });
});

describe('the search for replies of an earlier process', () => {
  it('is for messages of the last day before the start', () => {
    const search = new ReplySearch(NOW - 1_000, () => NOW);
    expect(search.isWorthwhile(idAt(NOW - 2_000))).toBe(true);
    expect(search.isWorthwhile(idAt(NOW - 500))).toBe(false);
    expect(search.isWorthwhile(idAt(NOW - 25 * 60 * 60_000))).toBe(false);
  });
});
