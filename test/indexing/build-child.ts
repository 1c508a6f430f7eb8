import { buildIndex } from '../../src/indexing/build-index.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../doubles/load-corpus-here.ts';

/** A build in a process of its own, to be killed: `build-child.ts CORPUS INDEX DELAY_MS`. */
const [corpusDir = '', indexDir = '', delayMs = '0'] = process.argv.slice(2);

process.stdout.write('started\n');
const summary = await buildIndex({
  corpusDir,
  indexDir,
  embedder: createHashingEmbedder({ dimensions: 16, delayMs: Number(delayMs) }),
  countTokens: (text) => text.split(/\s+/).length + 2,
  maxTokens: 512,
  loadCorpus: loadCorpusHere,
});
process.stdout.write(`${summary.outcome}\n`);
