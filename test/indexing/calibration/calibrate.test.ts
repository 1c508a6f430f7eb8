import { describe, expect, it } from 'vitest';
import { calibrate, type CalibrateOptions } from '../../../src/indexing/calibration/calibrate.ts';
import {
  type Calibration,
  chooseOperatingPoint,
  parseCalibration,
  serializeCalibration,
} from '../../../src/indexing/calibration/calibration.ts';
import { buildHnswIndex } from '../../../src/retrieval/hnsw-index.ts';
import { buildLexicalIndex } from '../../../src/retrieval/lexical-index.ts';
import { createHashingEmbedder } from '../../doubles/hashing-embedder.ts';
import { makePassages } from '../../doubles/make-passage.ts';
import { createWordAnswering } from '../../doubles/word-answering.ts';

const THINGS = 'kettle lantern anchor violin compass saddle teapot ladder candle mirror basket hammer'.split(
  ' ',
);
const PLACES = 'harbour village orchard meadow chapel tavern quarry island garden bridge cellar tower'.split(
  ' ',
);

/** A name that no other passage has. */
const name = (seed: number): string =>
  [seed % 7, seed % 11, seed % 13, seed % 5]
    .map((digit) => 'bakodimerunatolesigapowefi'.slice(digit * 2, digit * 2 + 2))
    .join('') + 'q';

/** Articles that each tell where one thing is, with numbers and a year, so that questions can be made of them. */
const passages = makePassages(
  THINGS.flatMap((thing, row) =>
    PLACES.flatMap((place, column) =>
      ['north', 'south'].map((side) => ({
        title: `About the ${thing} of the ${place}`,
        heading: `Where the ${thing} stands`,
        text: `The ${side} ${place} keeps a copper ${thing} that weighs ${row * 12 + column + 3} pounds. Keeper ${name(row * 24 + column * 2 + side.length)} brought the ${thing} to the ${place} in ${1700 + row * 12 + column}.`,
      })),
    ),
  ),
);

async function run(delayMs = 0): Promise<Calibration> {
  const embedder = createHashingEmbedder({ dimensions: 256, delayMs });
  const answering = createWordAnswering();
  const embeddings = await createHashingEmbedder({ dimensions: 256 }).embedPassages(
    passages.map(({ text, article }) => `${article.title}\n${text}`),
  );
  const parts = {
    passages,
    vectorIndex: await buildHnswIndex(embeddings, 256),
    lexicalIndex: await buildLexicalIndex(passages),
  };
  const options: CalibrateOptions = {
    openMeter: (some) => answering.openMeter({ ...some, embedder }),
    prepare: () => Promise.resolve(),
    prior: answering.prior,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  };
  return calibrate(parts, options);
}

const calibration = await run();

function need(found: Calibration): NonNullable<Calibration> {
  if (found === null) throw new Error('There is no calibration.');
  return found;
}

describe('calibrate', () => {
  it('gives questions that the articles answer more confidence than those whose article is left out', () => {
    const { confidences, counts } = need(calibration);
    expect(counts.answerable).toBeGreaterThanOrEqual(20);
    expect(counts.near).toBe(counts.answerable);
    const median = (group: 'answerable' | 'near' | 'off') => confidences[group][50] ?? 0;
    expect(median('answerable')).toBeGreaterThan(median('near'));
    expect(median('near')).toBeGreaterThan(median('off'));
  });

  it('sets the threshold for the share of wrong refusals that is allowed', () => {
    const fitted = need(calibration);
    let last = -1;
    for (const rate of [0, 0.01, 0.05, 0.2, 0.5]) {
      const point = chooseOperatingPoint(fitted, rate);
      expect(point.wrongRefusals).toBeLessThanOrEqual(rate + 0.01);
      expect(point.threshold).toBeGreaterThanOrEqual(last);
      expect(point.offRefused).toBeGreaterThanOrEqual(point.wrongRefusals);
      last = point.threshold;
    }
    expect(chooseOperatingPoint(fitted, 0).wrongRefusals).toBe(0);
  });

  it('comes to the same, to the last digit, however long the model takes', async () => {
    expect(await run(1)).toEqual(calibration);
  });

  it('comes back from its file as it was', () => {
    expect(parseCalibration(serializeCalibration(calibration))).toEqual(calibration);
    expect(parseCalibration(serializeCalibration(null))).toBeNull();
  });
});

it('leaves a corpus that is too small to the shipped model', async () => {
  const few = passages.slice(0, 40);
  const unused = (): never => {
    throw new Error('Nothing is to be measured.');
  };
  const parts = {
    passages: few,
    vectorIndex: await buildHnswIndex(
      few.map(() => new Float32Array([1, 0])),
      2,
    ),
    lexicalIndex: await buildLexicalIndex(few),
  };
  const options: CalibrateOptions = {
    ...{ openMeter: unused, prepare: unused, onProgress: unused },
    prior: { bias: 0, weights: {} },
    signal: new AbortController().signal,
  };
  expect(await calibrate(parts, options)).toBeNull();
});
