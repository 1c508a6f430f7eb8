import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ModelFingerprint } from '../../src/embeddings/embedder.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import { listPercentiles, serializeCalibration } from '../../src/indexing/calibration/calibration.ts';
import { serializeQuestionResults } from '../../src/indexing/questions/question-results.ts';
import { switchGeneration } from '../../src/indexing/switch-generation.ts';
import { writeGeneration } from '../../src/indexing/write-generation.ts';
import type { Passage } from '../../src/passages/passage.ts';
import type { Pointer } from '../../src/retrieval/read-pointer.ts';
import { makeMilestone } from '../doubles/make-milestone.ts';
import { makePassages } from '../doubles/make-passage.ts';

export const testModel: ModelFingerprint = {
  modelId: 'test/model',
  sha256: 'a'.repeat(64),
  pooling: 'cls',
  queryPrefix: 'query: ',
  passagePrefix: '',
  dimensions: 8,
};

export const testFingerprint = createIndexFingerprint(testModel);

/** A temporary folder that goes when the test has ended. */
export async function makeTempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-indexing-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A unit vector that the text alone decides. */
export function makeEmbedding(text: string, dimensions = testModel.dimensions): Float32Array {
  const bytes = createHash('sha512').update(text).digest();
  const raw = Float32Array.from({ length: dimensions }, (_, index) => (bytes[index % 64] ?? 0) - 127.5);
  const norm = Math.hypot(...raw);
  return raw.map((value) => value / norm);
}

function hashTexts(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex');
}

/** Writes a generation of one article with one milestone for each text, and makes it the current one. */
export async function makeIndex(
  indexDir: string,
  texts: readonly string[],
  previous: string | null = null,
  fingerprint = testFingerprint,
): Promise<{ readonly passages: readonly Passage[]; readonly pointer: Pointer }> {
  const passages = makePassages(texts.map((text) => ({ text })));
  const headers = passages.map(({ article }) => article);
  const pointer = await writeGeneration(
    indexDir,
    {
      headers,
      passages,
      embeddings: passages.map(({ text }) => makeEmbedding(text)),
      milestones: passages.map((passage) => makeMilestone(passage)),
      facts: {
        previous,
        footnoteVersion: '0.0.0',
        fingerprint,
        corpusSha256: 'b'.repeat(64),
        articles: headers.map(({ id }) => ({ id, sha256: 'c'.repeat(64) })),
        rejected: [],
      },
    },
    {
      onProgress: () => undefined,
      signal: new AbortController().signal,
      // Told apart by the texts, so that no file of a generation is that of another.
      findings: {
        calibrationJson: serializeCalibration({
          model: { bias: 0, weights: {} },
          priorSha256: hashTexts(texts),
          counts: { answerable: 1, near: 1, off: 1 },
          confidences: {
            answerable: listPercentiles([0.8]),
            near: listPercentiles([0.2]),
            off: listPercentiles([0.1]),
          },
        }),
        questionsJson: serializeQuestionResults({ sha256: hashTexts(texts), results: [] }),
      },
    },
  );
  await switchGeneration(indexDir, pointer);
  return { passages, pointer };
}
