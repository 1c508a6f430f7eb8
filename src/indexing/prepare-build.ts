import type { ArticleHeader } from '../corpus/article.ts';
import type { loadCorpus } from '../corpus/load-corpus.ts';
import type { CountTokens, ModelFingerprint } from '../embeddings/embedder.ts';
import { CorpusError } from '../errors.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { describePassage, type Passage } from '../passages/passage.ts';
import type { BuildPhase, LeftOutFile } from './build-summary.ts';
import { createIndexFingerprint } from './create-index-fingerprint.ts';
import { extractAllMilestones } from './extract-all-milestones.ts';
import { FOOTNOTE_VERSION } from './footnote-version.ts';
import { hashCorpus, hashFiles } from './hash-corpus.ts';
import { type BuildPlan, planBuild } from './plan-build.ts';
import type { CurrentIndex } from './read-current-index.ts';
import { type CorpusQuestions, loadCorpusQuestions } from './questions/load-corpus-questions.ts';
import { splitArticles } from './split-articles.ts';
import type { GenerationFacts } from './write-draft.ts';

export interface PrepareBuildOptions {
  readonly corpusDir: string;
  readonly loadCorpus: typeof loadCorpus;
  readonly model: ModelFingerprint;
  /** Whether the regression questions of the corpus will be asked. */
  readonly asks: boolean;
  readonly countTokens: CountTokens;
  /** The model's limit, in tokens. */
  readonly maxTokens: number;
  readonly onProgress: (phase: BuildPhase, done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** All that a build knows before it embeds anything. */
export interface PreparedBuild {
  readonly headers: readonly ArticleHeader[];
  readonly passages: readonly Passage[];
  /** The text to embed of each passage. */
  readonly texts: readonly string[];
  readonly milestones: readonly Milestone[];
  readonly rejected: readonly LeftOutFile[];
  /** The regression questions of the corpus; null where it has none, or nobody will ask them. */
  readonly questions: CorpusQuestions | null;
  readonly plan: BuildPlan;
  readonly facts: GenerationFacts;
}

/**
 * Reads and splits the corpus and compares it with the current index. Writes nothing.
 * @throws CorpusError where the folder is missing or holds nothing that can be indexed; ConfigError where a line of its
 *   questions.jsonl is no question.
 */
export async function prepareBuild(
  current: CurrentIndex,
  options: PrepareBuildOptions,
): Promise<PreparedBuild> {
  const { corpusDir, model, countTokens, maxTokens, onProgress, signal } = options;
  const questions = options.asks ? await loadCorpusQuestions(corpusDir) : null;
  const corpus = await options.loadCorpus(corpusDir, {
    onProgress: (done, total) => {
      onProgress('reading', done, total);
    },
    signal,
  });
  const { articles, files, rejected } = corpus;
  const passages = await splitArticles(articles, {
    countTokens,
    maxTokens,
    onProgress: (done, total) => {
      onProgress('splitting', done, total);
    },
    signal,
  });
  if (passages.length === 0) throw createEmpty(corpusDir, rejected);

  const hashes = hashFiles(
    files,
    rejected.map(({ path }) => path),
  );
  const checksums = new Map(hashes.map(({ id, sha256 }) => [id, sha256]));
  return {
    headers: articles,
    passages,
    texts: passages.map(describePassage),
    milestones: await extractAllMilestones(articles, passages, { signal }),
    rejected,
    questions,
    plan: planBuild(
      { articles: current.manifest?.articles ?? [], passages: current.passages },
      { articles, passages },
    ),
    facts: {
      previous: (current.damage === null ? current.manifest?.generation : current.manifest?.previous) ?? null,
      footnoteVersion: FOOTNOTE_VERSION,
      fingerprint: createIndexFingerprint(model),
      corpusSha256: hashCorpus(hashes),
      articles: articles.map(({ id, sha256 }) => ({ id, sha256 })),
      rejected: rejected.map(({ path, line, reason, message }) => {
        return { path, sha256: checksums.get(path) ?? null, line, reason, message };
      }),
    },
  };
}

function createEmpty(corpusDir: string, rejected: readonly LeftOutFile[]): CorpusError {
  const [first] = rejected;
  const why =
    first === undefined
      ? 'holds no text to index'
      : `holds nothing that can be indexed: all ${rejected.length} of its files were left out, the first for this: ${first.path}: ${first.message}`;
  const message = `The corpus folder ${corpusDir} ${why} Put articles there, or name another folder with --corpus. The index is as it was.`;
  return new CorpusError(corpusDir, null, message, { code: 'corpus-empty' });
}
