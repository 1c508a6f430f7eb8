import { describe, expect, it } from 'vitest';
import { parseBeirDocument, parseBeirQueries, parseQrels } from '../../src/evaluation/parse-beir.ts';

describe('parseQrels', () => {
  it('reads judgements by query, in the order of the file, and passes over the header', () => {
    const tsv = 'query-id\tcorpus-id\tscore\r\nq2\td1\t2\r\nq1\td1\t0\r\nq2\td9\t1\r\n';
    expect([...parseQrels(tsv, 'test.tsv')]).toEqual([
      [
        'q2',
        new Map([
          ['d1', 2],
          ['d9', 1],
        ]),
      ],
      ['q1', new Map([['d1', 0]])],
    ]);
  });

  it('loses no judgement where there is no header', () => {
    expect(parseQrels('q1\td1\t1\n', 'test.tsv').get('q1')?.get('d1')).toBe(1);
  });

  it.each([
    ['a line of two fields', 'q\td\ts\nq1\td1\n', 'test.tsv, line 2: it is not a query id'],
    ['a grade that is no whole number', 'q\td\ts\nq1\td1\t1\nq1\td2\t0.5\n', 'test.tsv, line 3'],
    ['an empty id', 'q\td\ts\n\td1\t1\n', 'test.tsv, line 2'],
    ['a file of a header alone', 'query-id\tcorpus-id\tscore\n', 'test.tsv: nothing is judged'],
  ])('refuses %s', (_, tsv, told) => {
    expect(() => parseQrels(tsv, 'test.tsv')).toThrow(told);
  });
});

describe('parseBeirQueries', () => {
  it('reads texts by id, numbers as ids too', () => {
    const jsonl = '{"_id":"q1","text":"One?","metadata":{}}\n\n{"_id":2,"text":"Two?"}\n';
    expect([...parseBeirQueries(jsonl, 'queries.jsonl')]).toEqual([
      ['q1', 'One?'],
      ['2', 'Two?'],
    ]);
  });

  it.each([
    ['what is not JSON', '{"_id":"q1","text":"a"}\n{', 'queries.jsonl, line 2: it is not JSON'],
    ['a query without text', '{"_id":"q1"}', 'queries.jsonl, line 1: text'],
    [
      'an id that stands twice',
      '{"_id":"q","text":"a"}\n{"_id":"q","text":"b"}',
      'line 2: the id "q" stands twice',
    ],
  ])('refuses %s', (_, jsonl, told) => {
    expect(() => parseBeirQueries(jsonl, 'queries.jsonl')).toThrow(told);
  });
});

describe('parseBeirDocument', () => {
  it('takes a title that is missing or null for an empty one', () => {
    expect(parseBeirDocument('{"_id":"d","text":"t"}', 'c', 1)).toEqual({ id: 'd', title: '', text: 't' });
    expect(parseBeirDocument('{"_id":"d","title":null,"text":"t"}', 'c', 1).title).toBe('');
  });

  it('names the line of what is no document', () => {
    expect(() => parseBeirDocument('{"_id":"d"}', 'corpus.jsonl', 7)).toThrow('corpus.jsonl, line 7: text');
  });
});
