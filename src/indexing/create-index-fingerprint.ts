import { READER_VERSION } from '../corpus/reader-version.ts';
import type { ModelFingerprint } from '../embeddings/embedder.ts';
import { MILESTONES_VERSION } from '../milestones/milestone-file.ts';
import { SPLITTER_VERSION } from '../passages/split-article.ts';
import { LEXICAL_INDEX_VERSION } from '../retrieval/lexical-file.ts';
import { INDEX_FORMAT_VERSION, type IndexFingerprint } from '../retrieval/manifest.ts';

/** What an index must be built with so that this program, with this model, can use it. */
export function createIndexFingerprint(model: ModelFingerprint): IndexFingerprint {
  const { modelId, sha256, pooling, queryPrefix, passagePrefix, dimensions } = model;
  return {
    ...{ modelId, sha256, pooling, queryPrefix, passagePrefix, dimensions },
    formatVersion: INDEX_FORMAT_VERSION,
    readerVersion: READER_VERSION,
    splitterVersion: SPLITTER_VERSION,
    lexicalVersion: LEXICAL_INDEX_VERSION,
    milestonesVersion: MILESTONES_VERSION,
  };
}
