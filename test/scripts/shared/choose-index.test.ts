import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseIndex } from '../../../scripts/shared/choose-index.ts';

const config = { corpusDir: 'corpus', indexDir: 'data/index' };
let existing = '';

beforeAll(async () => {
  existing = await mkdtemp(join(tmpdir(), 'footnote-index-'));
});
afterAll(async () => {
  await rm(existing, { recursive: true });
});

describe('chooseIndex', () => {
  it('takes the folders of the settings where no flag is given', () => {
    expect(chooseIndex(config, {})).toEqual({ ...config, build: 'if-needed' });
  });

  it('builds the index of --corpus in --index where both are given', () => {
    expect(chooseIndex(config, { corpus: 'a', index: existing })).toEqual({
      corpusDir: 'a',
      indexDir: existing,
      build: 'if-needed',
    });
  });

  it('takes --index alone as it stands, and builds one only where there is none', () => {
    expect(chooseIndex(config, { index: existing }).build).toBe('never');
    const missing = { corpusDir: 'corpus', indexDir: join(existing, 'none'), build: 'if-needed' };
    expect(chooseIndex(config, { index: join(existing, 'none') })).toEqual(missing);
  });

  it('gives --corpus alone an index of its own, the same every time', () => {
    const chosen = chooseIndex(config, { corpus: '../my articles' });
    expect(chosen.indexDir).toMatch(/^data\/index-of-my-articles-[0-9a-f]{8}$/);
    expect(chooseIndex(config, { corpus: '../my articles/' })).toEqual({
      ...chosen,
      corpusDir: '../my articles/',
    });
    expect(chooseIndex(config, { corpus: 'other/my articles' }).indexDir).not.toBe(chosen.indexDir);
  });

  it("knows the settings' own corpus by whatever path", () => {
    const path = `../${relative(join(process.cwd(), '..'), process.cwd())}/corpus/`;
    expect(chooseIndex(config, { corpus: path }).indexDir).toBe('data/index');
  });
});
