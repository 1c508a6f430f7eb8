import { existsSync } from 'node:fs';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CACHE_FOLDER, EmbeddingCache, nameCacheFile } from '../../src/indexing/embedding-cache.ts';
import { removeEmptyFolders, removeLeftovers } from '../../src/indexing/remove-leftovers.ts';
import { locateGeneration } from '../../src/retrieval/read-pointer.ts';
import { makeIndex, makeTempFolder, testModel } from './make-index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const other = { ...testModel, modelId: 'test/other' };
const third = { ...testModel, modelId: 'test/third' };

async function makeCaches(indexDir: string, ageMs: number): Promise<void> {
  for (const model of [testModel, other, third]) {
    await (await EmbeddingCache.openForWriting(indexDir, model)).close();
    const time = new Date(Date.now() - ageMs);
    await utimes(join(indexDir, CACHE_FOLDER, nameCacheFile(model)), time, time);
  }
}

const listCaches = async (indexDir: string): Promise<readonly string[]> =>
  (await readdir(join(indexDir, CACHE_FOLDER))).sort();

describe('removeLeftovers', () => {
  it('removes the embeddings of models that no generation is of, a month after their last use', async () => {
    const indexDir = await makeTempFolder();
    await makeIndex(indexDir, ['One.']);
    await makeCaches(indexDir, 29 * DAY_MS);
    await removeLeftovers(indexDir);
    expect(await listCaches(indexDir)).toHaveLength(3);
    await makeCaches(indexDir, 31 * DAY_MS);
    await removeLeftovers(indexDir);
    expect(await listCaches(indexDir)).toEqual([nameCacheFile(testModel)]);
  });

  it('keeps them all where a generation does not say what it was built with, or the clock was set back', async () => {
    const indexDir = await makeTempFolder();
    const { pointer } = await makeIndex(indexDir, ['One.']);
    await makeCaches(indexDir, -400 * DAY_MS);
    await removeLeftovers(indexDir);
    expect(await listCaches(indexDir)).toHaveLength(3);
    await makeCaches(indexDir, 31 * DAY_MS);
    await writeFile(join(locateGeneration(indexDir, pointer.generation), 'manifest.json'), '{');
    await removeLeftovers(indexDir);
    expect(await listCaches(indexDir)).toHaveLength(3);
  });

  it('removes drafts that a killed build left', async () => {
    const indexDir = await makeTempFolder();
    await makeIndex(indexDir, ['One.']);
    await makeCaches(indexDir, 0);
    await writeFile(join(indexDir, 'current.json.tmp'), '');
    await writeFile(join(indexDir, CACHE_FOLDER, `${nameCacheFile(other)}.tmp`), '');
    await removeLeftovers(indexDir);
    expect((await readdir(indexDir)).sort()).toEqual(['current.json', CACHE_FOLDER, 'generations']);
    expect(await listCaches(indexDir)).toHaveLength(3);
  });
});

describe('removeEmptyFolders', () => {
  it('removes an index folder in which nothing came about, and no other', async () => {
    const folder = await makeTempFolder();
    const [failed, killed, good] = [join(folder, 'failed'), join(folder, 'killed'), join(folder, 'good')];
    for (const indexDir of [failed, killed]) await mkdir(join(indexDir, 'generations'), { recursive: true });
    await mkdir(join(killed, CACHE_FOLDER));
    await writeFile(join(killed, CACHE_FOLDER, 'some.bin'), 'embeddings');
    await makeIndex(good, ['One.']);
    await mkdir(join(good, CACHE_FOLDER));
    for (const indexDir of [failed, killed, good]) await removeEmptyFolders(indexDir);
    expect(existsSync(failed)).toBe(false);
    expect(await readdir(killed)).toEqual([CACHE_FOLDER]);
    expect((await readdir(good)).sort()).toEqual(['current.json', CACHE_FOLDER, 'generations']);
  });
});
