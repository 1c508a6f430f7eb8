import { cp, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexFormatError } from '../../src/errors.ts';
import { GENERATION_FILES } from '../../src/retrieval/manifest.ts';
import { openGeneration } from '../../src/retrieval/open-generation.ts';
import { MANIFEST_FILE } from '../../src/retrieval/read-manifest.ts';
import { locateGeneration, POINTER_FILE } from '../../src/retrieval/read-pointer.ts';
import { makeMilestone } from '../doubles/make-milestone.ts';
import { makeEmbedding, makeIndex, makeTempFolder, testFingerprint } from '../indexing/make-index.ts';

const options = { fingerprint: testFingerprint };
const texts = ['Snow falls on the hill.', 'The library opens at nine.', 'Copper melts at 1085 degrees.'];

async function openBroken(indexDir: string): Promise<IndexFormatError> {
  const error: unknown = await openGeneration(indexDir, options).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(IndexFormatError);
  return error as IndexFormatError;
}

describe('openGeneration', () => {
  it('gives back the articles, passages and both indexes as they were written', async () => {
    const indexDir = await makeTempFolder();
    const { passages, pointer } = await makeIndex(indexDir, texts);
    const generation = await openGeneration(indexDir, options);
    expect(generation.name).toBe(pointer.generation);
    expect(generation.passages).toEqual(passages);
    expect(generation.articles).toEqual(passages.map(({ article }) => ({ ...article, passageCount: 1 })));
    expect(generation.manifest.counts).toEqual({ articles: 3, passages: 3, milestones: 3 });
    expect(
      generation.milestonesJson
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(passages.map((passage) => makeMilestone(passage)));
    for (const [position, { text }] of passages.entries()) {
      const [nearest] = generation.vectorIndex.search(makeEmbedding(text), 1);
      expect(nearest?.position).toBe(position);
      expect(nearest?.cosineSimilarity).toBeCloseTo(1, 5);
    }
    const matches = generation.lexicalIndex.search([{ term: 'copper', weight: 1 }]);
    expect(matches.map(({ position }) => position)).toEqual([2]);
  });

  it('holds one header object for all passages of an article', async () => {
    const indexDir = await makeTempFolder();
    await makeIndex(indexDir, [
      Array.from(
        { length: 40 },
        (_, index) => `Sentence number ${index} of many, to fill the passage up.`,
      ).join(' '),
    ]);
    const { passages } = await openGeneration(indexDir, options);
    expect(passages.length).toBeGreaterThan(1);
    expect(new Set(passages.map(({ article }) => article)).size).toBe(1);
  });

  it('says that there is no index, and how to get one', async () => {
    const indexDir = join(await makeTempFolder(), 'none');
    await expect(openGeneration(indexDir, options)).rejects.toMatchObject({
      code: 'index-missing',
      message: expect.stringContaining('npm run index') as string,
    });
  });

  it.each([
    ['modelId', 'test/other', 'embedding model'],
    ['sha256', 'd'.repeat(64), 'checksum of the model files'],
    ['pooling', 'mean', 'pooling'],
    ['queryPrefix', '', 'question prefix'],
    ['passagePrefix', 'passage: ', 'passage prefix'],
    ['dimensions', 384, 'number of dimensions'],
    ['readerVersion', 'next', 'article reader version'],
    ['splitterVersion', 'next', 'splitter version'],
    ['lexicalVersion', 'next', 'lexical index version'],
    ['milestonesVersion', 'next', 'milestones version'],
  ])('refuses an index whose %s is another, though all its files are whole', async (field, value, words) => {
    const indexDir = await makeTempFolder();
    await makeIndex(indexDir, texts);
    const error: unknown = await openGeneration(indexDir, {
      fingerprint: { ...testFingerprint, [field]: value },
    }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(IndexFormatError);
    const { expected, found, message } = error as IndexFormatError;
    expect(expected).toBe(`${words} ${JSON.stringify(value)}`);
    expect(found).toBe(`${words} ${JSON.stringify(testFingerprint[field as keyof typeof testFingerprint])}`);
    expect(message).toContain('npm run index');
  });

  describe.each([POINTER_FILE, MANIFEST_FILE, ...Object.values(GENERATION_FILES)])(
    'with a bad %s',
    (name) => {
      /** Two generations of equal sizes, the second one current; gives the paths of the file in both. */
      async function makeTwo(): Promise<{ indexDir: string; path: string; older: string }> {
        const indexDir = await makeTempFolder();
        const before = await makeIndex(indexDir, ['Snow fell on the hill!', ...texts.slice(1)]);
        const isPointer = name === POINTER_FILE;
        const locate = (generation: string): string => join(locateGeneration(indexDir, generation), name);
        const kept = join(await makeTempFolder(), 'older.json');
        if (isPointer) await cp(join(indexDir, name), kept);
        const after = await makeIndex(indexDir, texts, before.pointer.generation);
        return isPointer
          ? { indexDir, path: join(indexDir, name), older: kept }
          : { indexDir, path: locate(after.pointer.generation), older: locate(before.pointer.generation) };
      }

      function assertNamed(error: IndexFormatError, path: string): void {
        expect(error.path).toBe(path);
        expect(error.message).toContain(path);
        expect(error.message).toContain('npm run index');
        expect(error.expected).not.toBe('');
        expect(error.found).not.toBe(error.expected);
      }

      it('names it when it is missing', async () => {
        const { indexDir, path } = await makeTwo();
        await rm(path);
        if (name === POINTER_FILE) {
          await expect(openGeneration(indexDir, options)).rejects.toMatchObject({ code: 'index-missing' });
        } else {
          assertNamed(await openBroken(indexDir), path);
        }
      });

      it('names it when it is a folder', async () => {
        const { indexDir, path } = await makeTwo();
        await rm(path);
        await mkdir(path);
        assertNamed(await openBroken(indexDir), path);
      });

      it('names it when it is shortened, by a byte or to nothing', async () => {
        const { indexDir, path } = await makeTwo();
        const size = (await readFile(path)).length;
        for (const length of name === POINTER_FILE ? [size - 2, 0] : [size - 1, 0]) {
          await truncate(path, length);
          assertNamed(await openBroken(indexDir), path);
        }
      });

      it('names it when a byte is altered, whichever it is', async () => {
        const { indexDir, path } = await makeTwo();
        const good = await readFile(path);
        // The pointer ends in a line break, which does not count.
        const last = name === POINTER_FILE ? good.length - 2 : good.length - 1;
        await fc.assert(
          fc.asyncProperty(fc.nat(last), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
            const bad = Buffer.from(good);
            bad[at] = (bad[at] ?? 0) ^ mask;
            await writeFile(path, bad);
            const error = await openBroken(indexDir);
            // A pointer can be altered to another generation's name or checksum: then the manifest is what does not fit.
            if (name === POINTER_FILE) expect(error.path.startsWith(indexDir)).toBe(true);
            else assertNamed(error, path);
          }),
          { numRuns: 25 },
        );
      });

      it("names it when it is that of another model's index", async () => {
        const { indexDir, path } = await makeTwo();
        const otherDir = await makeTempFolder();
        const fingerprint = { ...testFingerprint, modelId: 'test/other' };
        const { pointer } = await makeIndex(
          otherDir,
          ['Other words, seen by other eyes.'],
          null,
          fingerprint,
        );
        const isPointer = name === POINTER_FILE;
        await cp(join(isPointer ? otherDir : locateGeneration(otherDir, pointer.generation), name), path);
        // A pointer leads to a generation that is not there.
        const missing = join(locateGeneration(indexDir, pointer.generation), MANIFEST_FILE);
        assertNamed(await openBroken(indexDir), isPointer ? missing : path);
      });

      if (name === POINTER_FILE) {
        it('opens the older generation where the pointer names it', async () => {
          const { indexDir, path, older } = await makeTwo();
          await cp(older, path);
          expect((await openGeneration(indexDir, options)).passages[0]?.text).toBe('Snow fell on the hill!');
        });
      } else {
        it("names it when it is another generation's", async () => {
          const { indexDir, path, older } = await makeTwo();
          await cp(older, path);
          assertNamed(await openBroken(indexDir), path);
        });
      }
    },
  );

  it('refuses an index of a format that it does not know, and says which', async () => {
    const indexDir = await makeTempFolder();
    const { pointer } = await makeIndex(indexDir, texts);
    const path = join(locateGeneration(indexDir, pointer.generation), MANIFEST_FILE);
    const manifest = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...manifest, formatVersion: 99 }));
    expect(await openBroken(indexDir)).toMatchObject({
      expected: 'index format 4',
      found: 'index format 99',
    });
  });

  it('never reads a file that a manifest names outside of its folder', async () => {
    const indexDir = await makeTempFolder();
    const { pointer } = await makeIndex(indexDir, texts);
    const path = join(locateGeneration(indexDir, pointer.generation), MANIFEST_FILE);
    const json = (await readFile(path, 'utf8')).replace('"lexical.bin"', '"../lexical.bin"');
    await writeFile(path, json);
    expect((await openBroken(indexDir)).found).toContain('plain file name');
  });

  it('holds no path of the machine it was built on', async () => {
    const indexDir = await makeTempFolder();
    const { pointer } = await makeIndex(indexDir, texts);
    const folder = locateGeneration(indexDir, pointer.generation);
    for (const name of await readdir(folder)) {
      expect((await readFile(join(folder, name))).includes(indexDir)).toBe(false);
    }
  });
});
