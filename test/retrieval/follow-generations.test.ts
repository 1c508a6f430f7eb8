import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createHybridRetriever } from '../../src/retrieval/hybrid-retriever.ts';
import {
  followGenerations,
  type FollowedGenerations,
  type FollowGenerationsOptions,
} from '../../src/retrieval/follow-generations.ts';
import { LEASE_FOLDER } from '../../src/retrieval/generation-lease.ts';
import { openGeneration } from '../../src/retrieval/open-generation.ts';
import { locateGeneration, POINTER_FILE } from '../../src/retrieval/read-pointer.ts';
import { makeEmbedding, makeIndex, makeTempFolder, testFingerprint } from '../indexing/make-index.ts';

const until = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 10 });

interface Followed extends FollowedGenerations {
  readonly opened: string[];
  readonly failed: string[];
  readonly gone: string[];
}

async function follow(
  indexDir: string,
  current: string,
  options: Partial<FollowGenerationsOptions> = {},
): Promise<Followed> {
  const [opened, failed, gone]: [string[], string[], string[]] = [[], [], []];
  const following = await followGenerations(indexDir, {
    ...{ fingerprint: testFingerprint, current, pollMs: 30, retryMs: 100 },
    onOpen: ({ name }) => opened.push(name),
    onFailure: (_error, name) => failed.push(name),
    onGone: (path) => gone.push(path),
    ...options,
  });
  onTestFinished(() => following.close());
  return { ...following, opened, failed, gone };
}

async function readLeases(indexDir: string): Promise<readonly string[]> {
  const folder = join(indexDir, LEASE_FOLDER);
  const names = existsSync(folder) ? await readdir(folder) : [];
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => (JSON.parse(text) as { generation: string }).generation);
}

describe('followGenerations', () => {
  it('holds the generation in use by a file of its own, and takes the file away at the end', async () => {
    const indexDir = await makeTempFolder();
    const first = (await makeIndex(indexDir, ['One.'])).pointer.generation;
    const { watch, opened, close } = await follow(indexDir, first);
    expect(await readLeases(indexDir)).toEqual([first]);
    watch();
    const second = (await makeIndex(indexDir, ['Two.'], first)).pointer.generation;
    await until(async () => {
      expect(opened).toEqual([second]);
      expect(await readLeases(indexDir)).toEqual([second]);
    });
    await close();
    expect(await readLeases(indexDir)).toEqual([]);
  });

  it('ends on the newest generation, however many become current at once', async () => {
    const indexDir = await makeTempFolder();
    let last = (await makeIndex(indexDir, ['One.'])).pointer.generation;
    const { watch, opened, failed } = await follow(indexDir, last);
    watch();
    for (const word of ['Two.', 'Three.', 'Four.', 'Five.', 'Six.']) {
      last = (await makeIndex(indexDir, [word], last)).pointer.generation;
    }
    await until(() => {
      expect(opened.at(-1)).toBe(last);
    });
    expect(new Set(opened).size).toBe(opened.length);
    expect(failed).toEqual([]);
  });

  it('stays with the one in use where a new one does not open, says so once, and tries again and again', async () => {
    const indexDir = await makeTempFolder();
    const first = (await makeIndex(indexDir, ['One.'])).pointer.generation;
    const { watch, opened, failed } = await follow(indexDir, first);
    const second = (await makeIndex(indexDir, ['Two.'], first)).pointer.generation;
    const folder = locateGeneration(indexDir, second);
    await rename(folder, `${folder}-away`);
    watch();
    await until(() => {
      expect(failed).toEqual([second]);
    });
    expect(await readLeases(indexDir)).toEqual([first]);
    await sleep(400);
    await rename(`${folder}-away`, folder);
    await until(() => {
      expect(opened).toEqual([second]);
    });
    expect(failed).toEqual([second]);
  });

  it.each([
    ['the folder of the generation', (indexDir: string, name: string) => locateGeneration(indexDir, name)],
    [
      'one file of it',
      (indexDir: string, name: string) => join(locateGeneration(indexDir, name), 'lexical.bin'),
    ],
    ['the pointer', (indexDir: string) => join(indexDir, POINTER_FILE)],
    ['the whole index', (indexDir: string) => indexDir],
  ])('tells once that %s is gone, searches on from memory, and takes up the next', async (_words, locate) => {
    const indexDir = join(await makeTempFolder(), 'index');
    const texts = ['Copper melts at 1085 degrees.', 'Snow falls on the hill.'];
    const first = (await makeIndex(indexDir, texts)).pointer.generation;
    const generation = await openGeneration(indexDir, { fingerprint: testFingerprint });
    const { watch, gone, opened, failed } = await follow(indexDir, first);
    watch();
    await rm(locate(indexDir, first), { recursive: true });
    await until(() => {
      expect(gone).toHaveLength(1);
    });
    expect(gone[0]?.startsWith(indexDir)).toBe(true);
    const { passages, vectorIndex, lexicalIndex } = generation;
    const embedQuery = (question: string): Promise<Float32Array> => Promise.resolve(makeEmbedding(question));
    const retriever = createHybridRetriever({
      passages,
      vectorIndex,
      lexicalIndex,
      embedder: { embedQuery },
    });
    const { hits } = await retriever.search('At what temperature does copper melt?', { topK: 2 });
    expect(hits[0]?.passage.text).toBe('Copper melts at 1085 degrees.');
    expect(existsSync(join(indexDir, LEASE_FOLDER))).toBe(locate(indexDir, first) !== indexDir);
    const next = (await makeIndex(indexDir, ['Two.'])).pointer.generation;
    await until(() => {
      expect(opened).toEqual([next]);
    });
    expect([gone.length, failed]).toEqual([1, []]);
    await until(async () => {
      expect(await readLeases(indexDir)).toEqual([next]);
    });
  });

  it('works without a file of its own where none can be written', async () => {
    const indexDir = await makeTempFolder();
    const first = (await makeIndex(indexDir, ['One.'])).pointer.generation;
    await writeFile(join(indexDir, LEASE_FOLDER), 'a file in the place of the folder');
    const { watch, opened } = await follow(indexDir, first);
    watch();
    const second = (await makeIndex(indexDir, ['Two.'], first)).pointer.generation;
    await until(() => {
      expect(opened).toEqual([second]);
    });
  });
});
