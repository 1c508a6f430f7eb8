import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseExamples } from '../../src/terminal/choose-examples.ts';
import { deriveQuestion } from '../../src/terminal/derive-questions.ts';
import { loadExampleQuestions } from '../../src/terminal/load-example-questions.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { createScriptedLibrary } from '../doubles/scripted-library.ts';

const passages = makePassages([
  { title: 'Kettles', heading: 'Boiling Water', text: 'A kettle boils water.' },
  { title: 'Cups', heading: 'Which cup is best?', text: 'The blue one.' },
  { title: 'Spoons', text: 'A spoon stirs.' },
]);
const ABOUT_WATER = 'What do the articles say about Boiling Water?';

describe('chooseExamples', () => {
  it('takes the first three candidates that are answered', async () => {
    const library = createScriptedLibrary(passages, { b: [0], c: [1], d: [2], e: [0] });
    const candidates = ['a', 'b', 'c', 'd', 'e'];
    expect(await chooseExamples(library, { candidates })).toEqual(['b', 'c', 'd']);
    expect(library.asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('derives questions from the headings and titles of the articles', async () => {
    const about = 'What do the articles say about Spoons?';
    const library = createScriptedLibrary(passages, {
      [ABOUT_WATER]: [0],
      'Which cup is best?': [1],
      [about]: [2],
    });
    expect(await chooseExamples(library)).toEqual([ABOUT_WATER, 'Which cup is best?', about]);
  });

  it('puts the answered ones first and fills up with others', async () => {
    const library = createScriptedLibrary(passages, { 'Which cup is best?': [1] });
    const examples = await chooseExamples(library);
    expect(examples).toHaveLength(3);
    expect(examples[0]).toBe('Which cup is best?');
    expect(new Set(examples).size).toBe(3);
  });

  it('gives none where there is no article', async () => {
    expect(await chooseExamples(createScriptedLibrary([]))).toEqual([]);
  });

  it('asks no more often than it may', async () => {
    const library = createScriptedLibrary(passages);
    const candidates = Array.from({ length: 50 }, (_, index) => `question ${index}`);
    await chooseExamples(library, { candidates, maxAsked: 5 });
    expect(library.asked).toHaveLength(5);
  });
});

describe('deriveQuestion', () => {
  it.each([
    ['Why is the sky blue?', 'Why is the sky blue?'],
    ['GitHub and Copilot Chat', 'What do the articles say about GitHub and Copilot Chat?'],
    ['Part One: Red Hat', 'What do the articles say about Red Hat?'],
    ['2.1 Getting started:', 'What do the articles say about Getting started?'],
    ['Tea\u001b[31m\nand cake', 'What do the articles say about Tea and cake?'],
  ])('makes a question of %j', (heading, question) => {
    expect(deriveQuestion(heading)).toBe(question);
  });

  it.each(['How it works', 'About this account', 'Summary', '2.1', '', 'a b c d e f g h i j k'])(
    'makes none of %j',
    (heading) => {
      expect(deriveQuestion(heading)).toBeNull();
    },
  );
});

describe('loadExampleQuestions', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'footnote-examples-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function loadLines(lines: readonly unknown[]): Promise<readonly string[]> {
    const path = join(folder, 'questions.jsonl');
    await writeFile(path, [...lines.map((line) => JSON.stringify(line)), 'no json', ''].join('\r\n'));
    return loadExampleQuestions(path);
  }

  it('gives the questions on each article in turn, and passes over lines of another shape', async () => {
    const lines = [
      { question: 'a1', gold_file: 'a.md', kind: 'answerable' },
      { question: 'a2', gold_file: 'a.md' },
      { question: 'b1', gold_file: 'b.md', other: 1 },
      { question: 'c1' },
      { question: 7 },
      { question: 'x'.repeat(300) },
    ];
    expect(await loadLines(lines)).toEqual(['a1', 'b1', 'c1', 'a2']);
  });

  it('gives only those that are marked as examples, where some are', async () => {
    const lines = [
      { question: 'a1', gold_file: 'a.md' },
      { question: 'a2', gold_file: 'a.md', example: true },
      { question: 'a3', gold_file: 'a.md', example: true },
      { question: 'b1', gold_file: 'b.md', example: true },
    ];
    expect(await loadLines(lines)).toEqual(['a2', 'b1', 'a3']);
  });

  it('gives none that the articles are known not to answer', async () => {
    const lines = [
      { question: 'n1', gold_file: null, kind: 'near' },
      { question: 'a1', gold_file: 'a.md', kind: 'answerable' },
      { question: 'o1', kind: 'off' },
    ];
    expect(await loadLines(lines)).toEqual(['a1']);
  });

  it('gives one about each article in turn, and none that is labelled as not answered', async () => {
    const path = join(folder, 'questions.jsonl');
    const lines = [
      { question: 'a1', gold_file: 'a.md', kind: 'answerable' },
      { question: 'a2', gold_file: 'a.md', kind: 'answerable' },
      { question: 'n1', gold_file: null, kind: 'near' },
      { question: 'b1', gold_file: 'b.md', kind: 'answerable' },
      { question: 'o1', gold_file: null, kind: 'off' },
    ].map((line) => JSON.stringify(line));
    await writeFile(path, lines.join('\n'));
    expect(await loadExampleQuestions(path)).toEqual(['a1', 'b1', 'a2']);
  });

  it('gives none where there is no such file', async () => {
    expect(await loadExampleQuestions(join(folder, 'missing.jsonl'))).toEqual([]);
    expect(await loadExampleQuestions(folder)).toEqual([]);
  });
});
