import type { AnsweringPath } from './answering-path.ts';
import { hashModel } from './calibration/calibration.ts';
import type { ModelFingerprint } from '../embeddings/embedder.ts';
import { findFingerprintDifference } from '../retrieval/manifest.ts';
import { createIndexFingerprint } from './create-index-fingerprint.ts';
import { FOOTNOTE_VERSION } from './footnote-version.ts';
import { hashCorpus, listCorpusHashes } from './hash-corpus.ts';
import type { SummarizedBuild } from './create-build-summary.ts';
import type { PreparedBuild } from './prepare-build.ts';
import { hashCorpusQuestions } from './questions/load-corpus-questions.ts';
import type { CurrentIndex } from './read-current-index.ts';

/** Reasons that depend on how busy the machine was: such files get another chance in each build. */
const PASSING_REASONS: ReadonlySet<string> = new Set(['timeout', 'out-of-memory', 'unreadable']);

/**
 * What a build would find, told without reading an article, where the corpus, its regression questions included, is
 * to the byte what the index was built from, in the same way; else null.
 * @param answering Undefined where neither the regression questions nor the calibration are part of it.
 * @throws CorpusError where the corpus folder is missing or empty.
 */
export async function findUnchanged(
  current: CurrentIndex,
  corpusDir: string,
  model: ModelFingerprint,
  answering: AnsweringPath | undefined,
): Promise<SummarizedBuild | null> {
  const { manifest, passages, questions, damage } = current;
  if (manifest === null || damage !== null || manifest.footnoteVersion !== FOOTNOTE_VERSION) return null;
  if (findFingerprintDifference(manifest.fingerprint, createIndexFingerprint(model)) !== null) return null;
  if (manifest.rejected.some(({ reason }) => PASSING_REASONS.has(reason))) return null;
  if (answering !== undefined) {
    if ((await hashCorpusQuestions(corpusDir)) !== (questions?.sha256 ?? null)) return null;
    if (!fitsPrior(current, answering)) return null;
  }
  if (hashCorpus(await listCorpusHashes(corpusDir)) !== manifest.corpusSha256) return null;
  const unchanged = manifest.articles.map(({ id }) => id);
  return {
    passages,
    milestones: { length: manifest.counts.milestones },
    rejected: manifest.rejected,
    plan: {
      articles: { added: [], changed: [], removed: [], unchanged },
      passages: { added: 0, changed: 0, removed: 0, unchanged: passages.length },
    },
  };
}

/** True where a build would write the generation again that is there; `answering` as for `findUnchanged`. */
export function writesTheSame(
  current: CurrentIndex,
  { facts, plan, questions: asked }: PreparedBuild,
  answering: AnsweringPath | undefined,
): boolean {
  const { manifest, damage, questions } = current;
  if (manifest === null || damage !== null) return false;
  if (answering !== undefined) {
    if ((questions?.sha256 ?? null) !== (asked?.sha256 ?? null)) return false;
    if (!fitsPrior(current, answering)) return false;
  }
  const { added, changed, removed } = plan.articles;
  return (
    added.length + changed.length + removed.length === 0 &&
    manifest.corpusSha256 === facts.corpusSha256 &&
    manifest.footnoteVersion === facts.footnoteVersion &&
    findFingerprintDifference(manifest.fingerprint, facts.fingerprint) === null
  );
}

/** False where the calibration was fitted from another model than the shipped one. */
function fitsPrior({ calibration }: CurrentIndex, { prior }: AnsweringPath): boolean {
  return calibration === null || calibration.priorSha256 === hashModel(prior);
}
