import type { Embedder } from '../embeddings/embedder.ts';
import type { AnsweringPath } from './answering-path.ts';
import type { BuildPhase } from './build-summary.ts';
import { calibrate } from './calibration/calibrate.ts';
import { type Calibration, serializeCalibration } from './calibration/calibration.ts';
import { EmbeddingCache } from './embedding-cache.ts';
import { embedTexts, listMissing } from './embed-texts.ts';
import type { PreparedBuild } from './prepare-build.ts';
import { pruneGenerations } from './prune-generations.ts';
import { createQuestionEmbedder, type QuestionEmbedder } from './questions/cache-questions.ts';
import { compareResults, type QuestionsSummary } from './questions/compare-results.ts';
import { askQuestions } from './questions/ask-questions.ts';
import { type QuestionResults, serializeQuestionResults } from './questions/question-results.ts';
import type { CurrentIndex } from './read-current-index.ts';
import { switchGeneration } from './switch-generation.ts';
import { type GenerationDraft, removeDraft, writeDraft } from './write-draft.ts';
import { finishDraft } from './write-generation.ts';

export interface ReplaceIndexOptions {
  readonly indexDir: string;
  readonly embedder: Embedder;
  readonly onProgress: (phase: BuildPhase, done: number, total: number) => void;
  readonly signal: AbortSignal;
  /** Undefined where nothing is to be asked. */
  readonly answering: AnsweringPath | undefined;
  /** See `compareResults`. */
  readonly minSuccess: number | undefined;
  /** Takes the new generation whatever the questions give. */
  readonly force: boolean;
}

export interface ReplacedIndex {
  /** Null where the new generation was below the floor: the index is as it was. */
  readonly generation: string | null;
  /** How many passages went through the model, and how long that took, its loading included. */
  readonly embedded: number;
  readonly embedSeconds: number;
  /** Null where no question was asked. */
  readonly questions: QuestionsSummary | null;
  /** Null where there were too few passages, or nobody to ask. */
  readonly calibration: Calibration;
}

/**
 * Embeds what is new, writes the next generation, fits the confidence to it, asks it the regression questions, and makes it the current one. Call
 * it only under the lock.
 * @throws FootnoteError 'index-unwritable'; EmbeddingError; the reason of the signal.
 */
export async function replaceIndex(
  current: CurrentIndex,
  prepared: PreparedBuild,
  options: ReplaceIndexOptions,
): Promise<ReplacedIndex> {
  const { indexDir, embedder, onProgress, signal, force } = options;
  const { texts } = prepared;
  const report =
    (phase: BuildPhase) =>
    (done: number, total: number): void => {
      onProgress(phase, done, total);
    };
  const cache = await EmbeddingCache.openForWriting(indexDir, embedder.model);
  try {
    const embedded = listMissing(texts, cache).length;
    const started = performance.now();
    const embeddings = await embedTexts(texts, { embedder, cache, onProgress: report('embedding'), signal });
    const embedSeconds = (performance.now() - started) / 1000;
    const draft = await writeDraft(
      indexDir,
      { ...prepared, embeddings },
      { onProgress: report('writing'), signal },
    );
    try {
      const questionEmbedder = createQuestionEmbedder(embedder, cache);
      const calibration = await calibrateToDraft(draft, questionEmbedder, options);
      const results = await askOfDraft(draft, prepared, questionEmbedder, calibration, options);
      await cache.flush();
      const articleIds = new Set(prepared.headers.map(({ id }) => id));
      const { minSuccess } = options;
      const questions =
        results === null
          ? null
          : compareResults({ before: current.questions, now: results, minSuccess, articleIds });
      if (questions?.isBelowFloor === true && !force) {
        return { generation: null, embedded, embedSeconds, questions, calibration };
      }
      const pointer = await finishDraft(indexDir, draft, {
        calibrationJson: serializeCalibration(calibration),
        questionsJson: serializeQuestionResults(results),
      });
      signal.throwIfAborted();
      await switchGeneration(indexDir, pointer);
      await removeSuperseded(indexDir, pointer.generation, prepared.facts.previous, current);
      // The cache is as good as before where it cannot be made smaller.
      await cache.compact([...texts, ...questionEmbedder.listEntries()]).catch(() => undefined);
      return { generation: pointer.generation, embedded, embedSeconds, questions, calibration };
    } finally {
      await removeDraft(draft);
    }
  } finally {
    await cache.close();
  }
}

/** Fits the confidence to the new generation; null where there are too few passages, or nobody to ask. */
async function calibrateToDraft(
  { parts }: GenerationDraft,
  embedder: QuestionEmbedder,
  { answering, onProgress, signal }: ReplaceIndexOptions,
): Promise<Calibration> {
  if (answering === undefined) return null;
  return calibrate(parts, {
    openMeter: (some) => answering.openMeter({ ...some, embedder }),
    prepare: (questions) => embedder.prepare(questions, signal),
    prior: answering.prior,
    onProgress: (done, total) => {
      onProgress('calibrating', done, total);
    },
    signal,
  });
}

/** What the regression questions give with the new generation; null where there are none, or nobody to ask. */
async function askOfDraft(
  { parts }: GenerationDraft,
  { questions }: PreparedBuild,
  embedder: QuestionEmbedder,
  calibration: Calibration,
  { answering, onProgress, signal }: ReplaceIndexOptions,
): Promise<QuestionResults> {
  if (questions === null || answering === undefined) return null;
  await embedder.prepare(
    questions.questions.map(({ question }) => question),
    signal,
  );
  const results = await askQuestions(questions.questions, {
    ask: answering.openAsk(parts, embedder, calibration),
    onProgress: (done, total) => {
      onProgress('asking', done, total);
    },
    signal,
  });
  return { sha256: questions.sha256, results: [...results] };
}

/** Keeps the new generation and the last good one; where damage hides which that was, all of them. */
async function removeSuperseded(
  indexDir: string,
  next: string,
  previous: string | null,
  { damage }: CurrentIndex,
): Promise<void> {
  const isKnown = previous !== null || damage === null;
  await pruneGenerations(indexDir, isKnown ? new Set([next, previous]) : null);
}
