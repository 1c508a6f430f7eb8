import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import { describeModel } from '../../src/embeddings/describe-model.ts';
import { openTokenCounter } from '../../src/embeddings/token-counter.ts';
import { openTransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { IndexFormatError } from '../../src/errors.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { BUILD_PHASE_WORDS } from '../../src/indexing/build-phase-words.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import { FOOTNOTE_VERSION } from '../../src/indexing/footnote-version.ts';
import { hashCorpus } from '../../src/indexing/hash-corpus.ts';
import type { SearchParts } from '../../src/retrieval/hybrid-retriever.ts';
import { findFingerprintDifference, type IndexFingerprint } from '../../src/retrieval/manifest.ts';
import { type Generation, openGeneration } from '../../src/retrieval/open-generation.ts';
import { readManifest } from '../../src/retrieval/read-manifest.ts';
import { readPointer } from '../../src/retrieval/read-pointer.ts';
import { selectModelOptions } from '../../src/select-model-options.ts';
import { hashBeirCorpus, loadBeirCorpus } from './load-beir-corpus.ts';

export interface OpenBeirSearchOptions {
  readonly config: Config;
  /** The BEIR folder. */
  readonly beirDir: string;
  readonly indexDir: string;
  readonly onProgress: (phase: string, done: number, total: number) => void;
}

export interface BeirSearch {
  readonly searchParts: SearchParts;
  readonly generation: Generation;
  close(): Promise<void>;
}

/**
 * Opens an index of a BEIR folder's documents, made by the same code as that of a corpus; built where it is missing or
 * of another corpus.jsonl, model or Footnote. A build that was stopped goes on from the passages it had embedded.
 */
export async function openBeirSearch(options: OpenBeirSearchOptions): Promise<BeirSearch> {
  const { config, beirDir, indexDir, onProgress } = options;
  const model = selectModelOptions(config);
  const corpusPath = join(beirDir, 'corpus.jsonl');
  const sha256 = await hashBeirCorpus(corpusPath);
  const embedder = await openTransformersEmbedder({
    ...{ ...model, threads: config.embeddingThreads, allowDownload: model.isHubModel },
    onDownloadProgress: ({ file, loadedBytes, totalBytes }) => {
      onProgress(`Downloading ${file}`, loadedBytes, totalBytes);
    },
  });
  try {
    const modelFingerprint = await describeModel(model);
    const fingerprint = createIndexFingerprint(modelFingerprint);
    if (!(await isCurrent(indexDir, fingerprint, sha256))) {
      const counter = await openTokenCounter({ ...model, prefix: modelFingerprint.passagePrefix });
      await buildIndex({
        ...{ corpusDir: beirDir, indexDir, embedder, ...counter },
        // What it would hold against the index, `isCurrent` has: a BEIR folder is no corpus folder.
        force: true,
        loadCorpus: (_, loading) => loadBeirCorpus(corpusPath, sha256, loading),
        onProgress: (phase, done, total) => {
          onProgress(BUILD_PHASE_WORDS[phase], done, total);
        },
      });
    }
    const generation = await openGeneration(indexDir, { fingerprint });
    const { passages, vectorIndex, lexicalIndex } = generation;
    return {
      generation,
      searchParts: { passages, vectorIndex, lexicalIndex, embedder },
      close: () => embedder.close(),
    };
  } catch (error) {
    await embedder.close();
    throw error;
  }
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
