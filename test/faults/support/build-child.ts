import { writeSync } from 'node:fs';
import { FootnoteError } from '../../../src/errors.ts';
import { buildIndex } from '../../../src/indexing/build-index.ts';
import { createHashingEmbedder } from '../../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../../doubles/load-corpus-here.ts';

/**
 * A build in a process of its own, to be killed or to meet another one: `build-child.ts CORPUS INDEX DELAY_MS
 * LOCK_STALE_MS`. It tells each step at once, and at the end how it went.
 */
const [corpusDir = '', indexDir = '', delayMs = '0', lockStaleMs = '10000'] = process.argv.slice(2);

const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

say('step begin');
try {
  const { outcome } = await buildIndex({
    ...{ corpusDir, indexDir, maxTokens: 512, loadCorpus: loadCorpusHere },
    embedder: createHashingEmbedder({ dimensions: 16, delayMs: Number(delayMs) }),
    countTokens: (text) => text.split(/\s+/).length + 2,
    lockStaleMs: Number(lockStaleMs),
    onProgress: (phase, done) => {
      say(`step ${phase} ${done}`);
    },
  });
  say(outcome);
} catch (error) {
  if (!(error instanceof FootnoteError)) throw error;
  say(`${error.code}: ${error.message}`);
}
