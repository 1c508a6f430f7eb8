import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Abstention, Answer } from '../../src/answers/answer.ts';
import { loadConfig } from '../../src/config.ts';
import { openLibrary, type OpenLibrary } from '../../src/open-library.ts';

interface LabelledQuestion {
  readonly id: string;
  readonly question: string;
  readonly gold_file: string | null;
  readonly gold_answer: string | null;
  readonly kind: 'answerable' | 'near' | 'off';
}

const root = join(import.meta.dirname, '../..');

const fold = (text: string) =>
  text
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .toLowerCase();

const lines = (await readFile(join(root, 'corpus/questions.jsonl'), 'utf8')).trim().split('\n');
const questions = lines.map((line) => JSON.parse(line) as LabelledQuestion);
const ofKind = (kind: LabelledQuestion['kind']) => questions.filter((question) => question.kind === kind);

describe('the shipped corpus, asked with the real model', () => {
  let folder = '';
  let open: OpenLibrary;
  const replies = new Map<string, Answer | Abstention>();
  const replyTo = ({ id }: LabelledQuestion) => {
    const reply = replies.get(id);
    if (reply === undefined) throw new Error(`${id} was not asked`);
    return reply;
  };
  const cites = (question: LabelledQuestion) => {
    const reply = replyTo(question);
    return (
      reply.outcome === 'answer' && reply.citations.some(({ articleId }) => articleId === question.gold_file)
    );
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'footnote-ranking-'));
    const settings = {
      CORPUS_DIR: join(root, 'corpus'),
      INDEX_DIR: folder,
      MODELS_DIR: join(root, 'models'),
    };
    open = await openLibrary({
      config: loadConfig(settings),
      logger: pino({ level: 'silent' }),
      build: 'if-needed',
    });
    for (const { id, question } of questions) replies.set(id, await open.library.ask(question));
  }, 240_000);

  afterAll(async () => {
    await open.close();
    await rm(folder, { recursive: true });
  });

  it('has a question for every named thing of the two retold articles, and unanswerable ones', () => {
    expect(ofKind('answerable').length).toBeGreaterThanOrEqual(150);
    expect(ofKind('near').length + ofKind('off').length).toBeGreaterThanOrEqual(25);
  });

  // The lists below are known weaknesses, each with its reason: a new name is a regression, and one that is answered
  // now is to be taken out.
  it('answers every answerable question from the right article, but for these', () => {
    const missed = ofKind('answerable').filter((question) => !cites(question));
    expect(missed.map(({ id }) => id)).toEqual([
      'journey-006', // "always a fan": shares two common words with the article, which says "skeptic"
      'journey-021', // "how fast … popular": no number but in another sentence
      'guide-013', // "that only I can see": all but stop words is said otherwise
    ]);
  });

  it('quotes the words that answer, but for these and the ones above', () => {
    const missed = ofKind('answerable').filter((question) => {
      const reply = replyTo(question);
      if (reply.outcome !== 'answer') return false;
      return !reply.quotes.some(({ text }) => fold(text).includes(fold(question.gold_answer ?? '')));
    });
    expect(missed.map(({ id }) => id)).toEqual([
      'journey-008', // another section speaks of contributing in general
      'guide-006', // "how long": a time is found first
      'guide-007', // the sentence before the one that answers is quoted
    ]);
  });

  it('says "not in the articles" to everything that has nothing to do with them', () => {
    const answered = ofKind('off').filter((question) => replyTo(question).outcome === 'answer');
    expect(answered.map(({ id }) => id)).toEqual([]);
  });

  it('says so to questions that only sound on topic, but for these', () => {
    const answered = ofKind('near').filter((question) => replyTo(question).outcome === 'answer');
    expect(answered.map(({ id }) => id)).toEqual([
      'near-009', // "how long … in minutes": the number in the passage is that of the part
      'near-011', // "in which city": every other word of it is in one sentence
      'near-016', // "written in": the kit and the languages of others stand side by side
      'near-017', // "how many people": people and the team are in one sentence
      'near-018', // "salary": an everyday word that no article has; the director is named
    ]);
  });

  it('quotes nothing that is not literally in its article', () => {
    for (const reply of replies.values()) {
      if (reply.outcome !== 'answer') continue;
      for (const quote of reply.quotes) {
        const citation = reply.citations.find(({ number }) => number === quote.citation);
        const passage = open.library.findPassage(citation?.passageId ?? '');
        expect(passage?.text.slice(quote.start - passage.start, quote.end - passage.start)).toBe(quote.text);
      }
    }
  });
});
