import type { Passage } from '../../passages/passage.ts';
import { analyzeQuestion } from '../../retrieval/analyze-question.ts';
import type { SearchParts } from '../../retrieval/hybrid-retriever.ts';
import type { LexicalSearch } from '../../retrieval/lexical-index.ts';
import { type Calibration, hashModel, listPercentiles } from './calibration.ts';
import {
  applyLogistic,
  type Example,
  fitLogistic,
  type LogisticModel,
  type Signals,
} from './fit-logistic.ts';
import { countLeftOut, leaveOut } from './leave-out.ts';
import { type MadeQuestion, makeQuestions } from './make-questions.ts';
import { OFF_TOPIC_UTTERANCES } from './off-topic-utterances.ts';

/** The signals of one question, and the articles that would be quoted. */
export interface Measured {
  readonly signals: Signals;
  readonly quotedArticleIds: readonly string[];
}

/** Measures one question; null where it would not be searched at all. */
export type Measure = (question: string) => Promise<Measured | null>;

export interface CalibrateOptions {
  /** Opens what measures a question, on all of a generation or on a part of it. */
  readonly openMeter: (parts: Omit<SearchParts, 'embedder'>) => Measure;
  /** Embeds questions beforehand, so that all threads of the model have work. */
  readonly prepare: (questions: readonly string[]) => Promise<unknown>;
  /** The shipped model, which the fit is drawn to. */
  readonly prior: LogisticModel;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** One made question for so many passages, so that calibrating is about a tenth of the work of a whole build. */
const PASSAGES_PER_QUESTION = 6;
const MAX_QUESTIONS = 300;

/** Fewer made questions than this say too little of a corpus. */
const MIN_QUESTIONS = 40;

/** From here on all off-topic utterances are asked; below, every other one. */
const MANY_QUESTIONS = 100;

/**
 * The idf weight that a question must have, as a multiple of `ln(passages)`: less could be asked of too many passages.
 * People's questions have 1.7 (1 in 10) to 3.3 (1 in 2) on the development set, 0.9 to 1.9 on the shipped articles.
 */
const MIN_SPECIFICITY = 2;

/** How strongly the fit is drawn to the shipped model: docs/decisions/0006-calibration.md. */
const PRIOR_STRENGTH = 0.3;

/** The share of answerable questions that the probabilities are meant for, about that of both labelled sets. */
export const ANSWERABLE_SHARE = 0.75;

/**
 * Fits the confidence to a corpus, without labels: questions made from the passages, asked with their article in the
 * index (answerable) and with it left out (near-topic), and utterances that have nothing to do with it. Null where the
 * corpus is too small. The passages and the model decide the outcome, not the order in which threads end.
 */
export async function calibrate(
  parts: Omit<SearchParts, 'embedder'>,
  { openMeter, prepare, prior, onProgress, signal }: CalibrateOptions,
): Promise<Calibration> {
  const { passages, lexicalIndex } = parts;
  const made = makeSpecificQuestions(passages, lexicalIndex);
  if (made.length < MIN_QUESTIONS) return null;
  const offTopic = OFF_TOPIC_UTTERANCES.filter((_, index) => index % 2 === 0 || made.length > MANY_QUESTIONS);
  const asked = [...made.map(({ text }) => text), ...offTopic];
  await prepare(asked);
  const measureAll = openMeter(parts);
  const positions = groupByArticle(passages);
  const groups: Record<'answerable' | 'near' | 'off', Signals[]> = { answerable: [], near: [], off: [] };
  const turn = async (done: number): Promise<void> => {
    onProgress(done, asked.length);
    await new Promise(setImmediate);
    signal.throwIfAborted();
  };
  for (const [index, { text, passage }] of made.entries()) {
    await turn(index);
    const id = passage.article.id;
    const found = await measureAll(text);
    // Where another article is quoted, it is too vague a question to tell answerable from not.
    if (found?.quotedArticleIds.includes(id) !== true) continue;
    groups.answerable.push(found.signals);
    const without = leaveOut(parts, countLeftOut(passages, positions.get(id) ?? []));
    if (without.vectorIndex.count === 0) continue;
    const left = await openMeter({ passages, ...without })(text);
    if (left !== null) groups.near.push(left.signals);
  }
  for (const [index, text] of offTopic.entries()) {
    await turn(made.length + index);
    const found = await measureAll(text);
    if (found !== null) groups.off.push(found.signals);
  }
  await turn(asked.length);
  const { answerable, near, off } = groups;
  if (answerable.length < MIN_QUESTIONS / 2 || near.length === 0 || off.length === 0) return null;
  const unanswerable = [...near, ...off];
  const model = fitLogistic(
    [...weigh(answerable, true, ANSWERABLE_SHARE), ...weigh(unanswerable, false, 1 - ANSWERABLE_SHARE)],
    { prior, strength: PRIOR_STRENGTH },
  );
  const rate = (group: readonly Signals[]) => listPercentiles(group.map((one) => applyLogistic(model, one)));
  return {
    model: { bias: model.bias, weights: { ...model.weights } },
    priorSha256: hashModel(prior),
    counts: { answerable: answerable.length, near: near.length, off: off.length },
    confidences: { answerable: rate(answerable), near: rate(near), off: rate(off) },
  };
}

function makeSpecificQuestions(
  passages: readonly Passage[],
  lexicalIndex: LexicalSearch,
): readonly MadeQuestion[] {
  const least = MIN_SPECIFICITY * Math.log(passages.length);
  const wanted = Math.min(MAX_QUESTIONS, Math.floor(passages.length / PASSAGES_PER_QUESTION));
  return makeQuestions(passages, wanted, (text) => {
    const { terms } = analyzeQuestion(text, lexicalIndex).query;
    const known = terms.filter(({ passageFrequency }) => passageFrequency > 0);
    return known.reduce((sum, { idf }) => sum + idf, 0) >= least;
  });
}

function groupByArticle(passages: readonly Passage[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [position, { article }] of passages.entries()) {
    const group = groups.get(article.id);
    if (group === undefined) groups.set(article.id, [position]);
    else group.push(position);
  }
  return groups;
}

function weigh(group: readonly Signals[], isAnswerable: boolean, share: number): readonly Example[] {
  return group.map((signals) => ({ signals, isAnswerable, weight: share / group.length }));
}
