import { join } from 'node:path';
import { IndexFormatError } from '../../src/errors.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { BUILD_PHASE_WORDS } from '../../src/indexing/build-phase-words.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import { FOOTNOTE_VERSION } from '../../src/indexing/footnote-version.ts';
import { hashCorpus } from '../../src/indexing/hash-corpus.ts';
import { findFingerprintDifference, type IndexFingerprint } from '../../src/retrieval/manifest.ts';
import { type Generation, openGeneration } from '../../src/retrieval/open-generation.ts';
import { readManifest } from '../../src/retrieval/read-manifest.ts';
import { readPointer } from '../../src/retrieval/read-pointer.ts';
import { hashBeirCorpus, loadBeirCorpus } from './load-beir-corpus.ts';
import type { Models } from './use-models.ts';

export interface OpenBeirIndexOptions {
  readonly models: Omit<Models, 'reranker'>;
  /** The BEIR folder. */
  readonly beirDir: string;
  readonly indexDir: string;
  readonly onProgress: (phase: string, done: number, total: number) => void;
}

/**
 * Opens an index of a BEIR folder's documents, made by the same code as that of a corpus; built where it is missing or
 * of another corpus.jsonl, model or Footnote. A build that was stopped goes on from the passages it had embedded.
 */
export async function openBeirIndex(options: OpenBeirIndexOptions): Promise<Generation> {
  const { models, beirDir, indexDir, onProgress } = options;
  const { embedder, countTokens, maxTokens } = models;
  const corpusPath = join(beirDir, 'corpus.jsonl');
  const sha256 = await hashBeirCorpus(corpusPath);
  const fingerprint = createIndexFingerprint(embedder.model);
  if (!(await isCurrent(indexDir, fingerprint, sha256))) {
    await buildIndex({
      ...{ corpusDir: beirDir, indexDir, embedder, countTokens, maxTokens },
      // What it would hold against the index, `isCurrent` has: a BEIR folder is no corpus folder.
      force: true,
      loadCorpus: (_, loading) => loadBeirCorpus(corpusPath, sha256, loading),
      onProgress: (phase, done, total) => {
        onProgress(BUILD_PHASE_WORDS[phase], done, total);
      },
    });
  }
  return openGeneration(indexDir, { fingerprint });
}

async function isCurrent(indexDir: string, fingerprint: IndexFingerprint, sha256: string): Promise<boolean> {
  try {
    const pointer = await readPointer(indexDir);
    if (pointer === null) return false;
    const manifest = await readManifest(indexDir, pointer);
    return (
      manifest.footnoteVersion === FOOTNOTE_VERSION &&
      manifest.corpusSha256 === hashCorpus([{ id: 'corpus.jsonl', sha256 }]) &&
      findFingerprintDifference(fingerprint, manifest.fingerprint) === null
    );
  } catch (error) {
    if (error instanceof IndexFormatError) return false;
    throw error;
  }
}
