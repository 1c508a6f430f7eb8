import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddingCache } from '../../src/indexing/embedding-cache.ts';
import { switchGeneration } from '../../src/indexing/switch-generation.ts';
import { writeGeneration } from '../../src/indexing/write-generation.ts';
import { parseMilestones } from '../../src/milestones/milestone-file.ts';
import { describePassage } from '../../src/passages/passage.ts';
import { openGeneration } from '../../src/retrieval/open-generation.ts';
import { growPassages, NOISE_LENGTH, WORDS_PER_NEW_WORD } from './grow-passages.ts';
import { hasIndex } from '../shared/has-index.ts';
import { readFingerprint } from '../shared/read-fingerprint.ts';

/**
 * Grows the index in `realDir` to `count` passages in `grownDir`, with the project's own writer. One that is there, made
 * of the same index in the same way, is kept.
 */
export async function growIndex(realDir: string, grownDir: string, count: number): Promise<void> {
  const fingerprint = await readFingerprint();
  const real = await openGeneration(realDir, { fingerprint });
  const recipe = JSON.stringify({ from: real.name, fingerprint, count, NOISE_LENGTH, WORDS_PER_NEW_WORD });
  const recipePath = join(grownDir, 'made-of.json');
  const found = await readFile(recipePath, 'utf8').catch(() => '');
  if (found === recipe && (await hasIndex(grownDir))) return;

  await rm(grownDir, { recursive: true, force: true });
  const cache = await EmbeddingCache.openForReading(realDir, fingerprint);
  const embeddings = real.passages.map((passage) => {
    const embedding = cache.get(describePassage(passage));
    if (embedding === undefined) throw new RangeError(`The cache of ${realDir} lacks passage ${passage.id}.`);
    return embedding;
  });
  const milestones = parseMilestones(real.milestonesJson);
  const grown = growPassages(
    { headers: real.articles, passages: real.passages, embeddings, milestones },
    count,
  );
  const { footnoteVersion, corpusSha256 } = real.manifest;
  const pointer = await writeGeneration(
    grownDir,
    {
      ...grown,
      facts: { previous: null, footnoteVersion, fingerprint, corpusSha256, articles: [], rejected: [] },
    },
    {
      onProgress: () => undefined,
      signal: new AbortController().signal,
      findings: { calibrationJson: real.calibrationJson, questionsJson: 'null\n' },
    },
  );
  await switchGeneration(grownDir, pointer);
  await writeFile(recipePath, recipe);
}
