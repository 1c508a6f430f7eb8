import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { checkIndex, type IndexState } from '../../src/indexing/check-index.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import type { IndexFingerprint } from '../../src/retrieval/manifest.ts';
import { locateGeneration, POINTER_FILE } from '../../src/retrieval/read-pointer.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../doubles/load-corpus-here.ts';
import { draftRevision, writeCorpus } from './make-corpus.ts';
import { makeTempFolder } from './make-index.ts';

const embedder = createHashingEmbedder({ dimensions: 16 });

async function openShop(): Promise<{
  readonly corpusDir: string;
  readonly indexDir: string;
  readonly build: () => Promise<string | null>;
  readonly check: (fingerprint?: Partial<IndexFingerprint>) => Promise<IndexState>;
}> {
  const folder = await makeTempFolder();
  const [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
  await writeCorpus(corpusDir, { ...draftRevision('first'), 'empty.md': '' });
  const fingerprint = createIndexFingerprint(embedder.model);
  return {
    corpusDir,
    indexDir,
    build: async () => {
      const countTokens = (text: string): number => text.split(/\s+/).length + 2;
      const summary = await buildIndex({
        corpusDir,
        indexDir,
        embedder,
        countTokens,
        maxTokens: 512,
        loadCorpus: loadCorpusHere,
      });
      return summary.generation;
    },
    check: (changed) => checkIndex({ corpusDir, indexDir, fingerprint: { ...fingerprint, ...changed } }),
  };
}

describe('checkIndex', () => {
  it('finds a missing index missing, and a fresh one current, though a file was left out', async () => {
    const { build, check } = await openShop();
    expect((await check()).state).toBe('missing');
    await build();
    expect((await check()).state).toBe('current');
  });

  it('tells a changed, an added and a removed file of the corpus, and is satisfied by the next build', async () => {
    const { corpusDir, build, check } = await openShop();
    await build();
    const path = join(corpusDir, 'article-0.md');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('first', 'fresh'));
    expect(await check()).toMatchObject({
      state: 'stale',
      reason: expect.stringContaining('1 changed') as string,
    });
    await build();
    expect((await check()).state).toBe('current');
    await writeFile(join(corpusDir, 'another.md'), text);
    expect(await check()).toMatchObject({
      state: 'stale',
      reason: expect.stringContaining('1 files added') as string,
    });
    await build();
    await rm(join(corpusDir, 'another.md'));
    expect(await check()).toMatchObject({
      state: 'stale',
      reason: expect.stringContaining('1 removed') as string,
    });
    await build();
    expect((await check()).state).toBe('current');
  });

  it('tells a renamed file', async () => {
    const { corpusDir, build, check } = await openShop();
    await build();
    const path = join(corpusDir, 'article-0.md');
    await writeFile(join(corpusDir, 'renamed.md'), await readFile(path));
    await rm(path);
    const { state, reason } = await check();
    expect(state).toBe('stale');
    expect(reason).toContain('1 files added, 0 changed, 1 removed');
  });

  it.each([
    [{ modelId: 'test/other' }, 'embedding model'],
    [{ sha256: 'e'.repeat(64) }, 'checksum of the model files'],
    [{ readerVersion: 'next' }, 'article reader version'],
    [{ splitterVersion: 'next' }, 'splitter version'],
    [{ lexicalVersion: 'next' }, 'lexical index version'],
    [{ milestonesVersion: 'next' }, 'milestones version'],
  ])('finds an index stale that was built otherwise: %o', async (changed, words) => {
    const { build, check } = await openShop();
    await build();
    expect(await check(changed)).toMatchObject({
      state: 'stale',
      reason: expect.stringContaining(words) as string,
    });
  });

  it('finds a damaged index stale, and names the file', async () => {
    const { indexDir, build, check } = await openShop();
    const generation = (await build()) ?? '';
    const path = join(locateGeneration(indexDir, generation), 'vectors.hnsw');
    await truncate(path, 100);
    expect(await check()).toMatchObject({ state: 'stale', reason: expect.stringContaining(path) as string });
    await build();
    await writeFile(join(indexDir, POINTER_FILE), '{}');
    expect(await check()).toMatchObject({
      state: 'stale',
      reason: expect.stringContaining(POINTER_FILE) as string,
    });
  });
});
