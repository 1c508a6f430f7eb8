import { readFile } from 'node:fs/promises';
import type { Corpus } from '../../src/corpus/load-corpus.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';

/**
 * A build in a process of its own, to be killed: `build-child.ts CORPUS_DIR CORPUS_JSON INDEX DELAY_MS`. The corpus is
 * given as it was read, since the start of the readers takes longer than the whole build.
 */
const [corpusDir = '', corpusJson = '', indexDir = '', delayMs = '0'] = process.argv.slice(2);

process.stdout.write('started\n');
const summary = await buildIndex({
  corpusDir,
  indexDir,
  embedder: createHashingEmbedder({ dimensions: 16, delayMs: Number(delayMs) }),
  countTokens: (text) => text.split(/\s+/).length + 2,
  maxTokens: 512,
  loadCorpus: async () => JSON.parse(await readFile(corpusJson, 'utf8')) as Corpus,
});
process.stdout.write(`${summary.outcome}\n`);
