import { existsSync } from 'node:fs';
import { readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EmbeddingCache } from '../../src/indexing/embedding-cache.ts';
import { hashModel, measureRecord } from '../../src/indexing/embedding-record.ts';
import { makeEmbedding, makeTempFolder, testModel } from './make-index.ts';

const RECORD = measureRecord(testModel.dimensions);
const HEADER = 40;

async function fill(indexDir: string, texts: readonly string[], model = testModel): Promise<string> {
  const cache = await EmbeddingCache.openForWriting(indexDir, model);
  for (const text of texts) cache.add(text, makeEmbedding(text, model.dimensions));
  await cache.flush();
  await cache.close();
  return join(indexDir, 'embeddings-cache', `${hashModel(model).toString('hex', 0, 8)}.bin`);
}

const texts = ['one', 'two', 'three', 'four'];

describe('EmbeddingCache', () => {
  it('gives back what an earlier build kept, number for number', async () => {
    const indexDir = await makeTempFolder();
    await fill(indexDir, texts);
    const cache = await EmbeddingCache.openForReading(indexDir, testModel);
    expect(texts.map((text) => cache.get(text))).toEqual(texts.map((text) => makeEmbedding(text)));
    expect(cache.get('five')).toBeUndefined();
  });

  it('keeps each text once, and appends only what is new', async () => {
    const indexDir = await makeTempFolder();
    await fill(indexDir, ['one', 'one', 'two']);
    const path = await fill(indexDir, ['two', 'three']);
    expect((await stat(path)).size).toBe(HEADER + 3 * RECORD);
  });

  it('never gives the embedding of another model, even of equal dimensions', async () => {
    const indexDir = await makeTempFolder();
    const path = await fill(indexDir, texts);
    for (const other of [
      { ...testModel, sha256: 'f'.repeat(64) },
      { ...testModel, passagePrefix: 'passage: ' },
      { ...testModel, pooling: 'mean' as const },
    ]) {
      const cache = await EmbeddingCache.openForReading(indexDir, other);
      expect(cache.get('one')).toBeUndefined();
      const place = join(indexDir, 'embeddings-cache', `${hashModel(other).toString('hex', 0, 8)}.bin`);
      await writeFile(place, await readFile(path));
      const swapped = await EmbeddingCache.openForWriting(indexDir, other);
      expect(swapped.get('one')).toBeUndefined();
      await swapped.close();
    }
  });

  it('cuts a torn tail off and goes on after it', async () => {
    const indexDir = await makeTempFolder();
    const path = await fill(indexDir, texts);
    for (const lost of [1, RECORD - 1]) {
      await truncate(path, HEADER + 3 * RECORD - lost);
      const cache = await EmbeddingCache.openForWriting(indexDir, testModel);
      expect((await stat(path)).size).toBe(HEADER + 2 * RECORD);
      expect([cache.get('two'), cache.get('three')]).toEqual([makeEmbedding('two'), undefined]);
      await cache.close();
      await fill(indexDir, texts);
      const whole = await EmbeddingCache.openForReading(indexDir, testModel);
      expect(texts.map((text) => whole.get(text))).toEqual(texts.map((text) => makeEmbedding(text)));
    }
  });

  it('never uses a record with an altered byte, and puts it right', async () => {
    const indexDir = await makeTempFolder();
    const path = await fill(indexDir, texts);
    const good = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bad = Buffer.from(good);
        bad[at] = (bad[at] ?? 0) ^ mask;
        await writeFile(path, bad);
        const cache = await EmbeddingCache.openForReading(indexDir, testModel);
        const found = texts.map((text) => cache.get(text));
        for (const [index, text] of texts.entries()) {
          if (found[index] !== undefined) expect(found[index]).toEqual(makeEmbedding(text));
        }
        expect(found.filter((embedding) => embedding === undefined)).toHaveLength(at < HEADER ? 4 : 1);
        await fill(indexDir, texts);
        const mended = await EmbeddingCache.openForReading(indexDir, testModel);
        expect(texts.every((text) => mended.get(text) !== undefined)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('reads without making anything', async () => {
    const indexDir = join(await makeTempFolder(), 'none');
    const cache = await EmbeddingCache.openForReading(indexDir, testModel);
    expect(cache.get('one')).toBeUndefined();
    expect(existsSync(indexDir)).toBe(false);
  });

  it('is made smaller when most of it is not used any more', async () => {
    const indexDir = await makeTempFolder();
    const many = Array.from({ length: 1200 }, (_, index) => `text ${index}`);
    const path = await fill(indexDir, many);
    const compact = async (used: readonly string[]): Promise<number> => {
      const cache = await EmbeddingCache.openForWriting(indexDir, testModel);
      await cache.compact(used);
      return (await stat(path)).size;
    };
    expect(await compact(many.slice(0, 600))).toBe(HEADER + 1200 * RECORD);
    expect(await compact(many.slice(0, 599))).toBe(HEADER + 599 * RECORD);
    const cache = await EmbeddingCache.openForReading(indexDir, testModel);
    expect([cache.get('text 598'), cache.get('text 599')]).toEqual([makeEmbedding('text 598'), undefined]);
    expect(await readdir(join(indexDir, 'embeddings-cache'))).toHaveLength(1);
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    const indexDir = await makeTempFolder();
    await fill(indexDir, []);
    const full = { ...testModel, modelId: 'test/full' };
    const path = join(indexDir, 'embeddings-cache', `${hashModel(full).toString('hex', 0, 8)}.bin`);
    await symlink('/dev/full', path);
    await expect(EmbeddingCache.openForWriting(indexDir, full)).rejects.toMatchObject({
      code: 'index-unwritable',
      message: expect.stringContaining('the disk is full') as string,
    });
  });
});
