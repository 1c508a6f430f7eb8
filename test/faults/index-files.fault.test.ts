import { copyFile, cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IndexFormatError } from '../../src/errors.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import { openGeneration } from '../../src/retrieval/open-generation.ts';
import { locateGeneration, POINTER_FILE, readPointer } from '../../src/retrieval/read-pointer.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import {
  assertThat,
  buildStage,
  collectLosses,
  openIndexStage,
  readRevision,
  stageFingerprint,
} from './support/index-stage.ts';

/** Where a file of one index is, and its namesake in an earlier generation and in another model's index. */
interface Target {
  readonly name: string;
  readonly path: string;
  readonly olderPath: string;
  readonly otherModelsPath: string;
}

interface Stage {
  readonly corpusDir: string;
  readonly indexDir: string;
  readonly targets: readonly Target[];
}

async function openStage(): Promise<Stage> {
  const { folder, corpusDir, indexDir, write } = await openIndexStage();
  const older = (await readPointer(indexDir))?.generation ?? '';
  await copyFile(join(indexDir, POINTER_FILE), join(folder, 'older.json'));
  await write('second');
  const now = (await buildStage(corpusDir, indexDir)).generation ?? '';
  const otherDir = join(folder, 'other-model');
  // The double embeds a text alike under each name, so that it is given other texts.
  await write('first');
  // As many dimensions, so that hnswlib itself would not notice.
  const embedder = createHashingEmbedder({ dimensions: 16, modelId: 'test/other' });
  const other = (await buildStage(corpusDir, otherDir, { embedder })).generation ?? '';
  await write('second');
  expect(createIndexFingerprint(embedder.model).dimensions).toBe(stageFingerprint.dimensions);
  const names = await readdir(locateGeneration(indexDir, now));
  return {
    corpusDir,
    indexDir,
    targets: [
      {
        name: POINTER_FILE,
        path: join(indexDir, POINTER_FILE),
        olderPath: join(folder, 'older.json'),
        otherModelsPath: join(otherDir, POINTER_FILE),
      },
      ...names.map((name) => ({
        name,
        path: join(locateGeneration(indexDir, now), name),
        olderPath: join(locateGeneration(indexDir, older), name),
        otherModelsPath: join(locateGeneration(otherDir, other), name),
      })),
    ],
  };
}

/** Opens the index as the bot does. Throws where that gives anything else than an error which names a file. */
async function assertNamed(indexDir: string, { name, path }: Target): Promise<void> {
  const error: unknown = await openGeneration(indexDir, { fingerprint: stageFingerprint }).then(
    () => null,
    (caught: unknown) => caught,
  );
  assertThat(error !== null, `${name}: it was opened`);
  assertThat(error instanceof IndexFormatError, `${name}: an error without words`);
  // An altered pointer can name a generation that is not there: then that is what is missing.
  const isNamed = error.path === path || (name === POINTER_FILE && error.path.startsWith(indexDir));
  assertThat(isNamed && error.message.includes(error.path), `${name}: ${error.message}`);
  assertThat(error.message.includes('npm run index'), `${name}: it does not say what to do`);
  // These are hnswlib's own words: it must not have seen the file.
  assertThat(!/hnsw graph|hnswlib/i.test(error.message), `${name}: native code read it`);
}

async function areSame(path: string, other: string): Promise<boolean> {
  return (await readFile(path)).equals(await readFile(other));
}

describe('an index of which one file is not what it was', () => {
  it.each([
    { kind: 'shortened', full: 8, quick: 2 },
    { kind: 'altered in one byte', full: 40, quick: 6 },
    { kind: 'made longer', full: 3, quick: 1 },
  ])('is refused with the name of the file: $kind', async ({ kind, full, quick }) => {
    const { indexDir, targets } = await openStage();
    const each = chooseTimes({ full, quick });
    const random = createRandom(kind);
    const lost = await collectLosses(
      targets.length * each,
      async (index) => {
        const target = targets[index % targets.length];
        assertThat(target !== undefined, 'no such file');
        const good = await readFile(target.path);
        // The line break at the end of a pointer means nothing.
        const length = target.name === POINTER_FILE ? good.length - 1 : good.length;
        const at = Math.floor(random() * length);
        if (kind === 'shortened') await truncate(target.path, at);
        else if (kind === 'made longer')
          await writeFile(target.path, Buffer.concat([good, good.subarray(at)]));
        else {
          const bad = Buffer.from(good);
          bad[at] = (bad[at] ?? 0) ^ (1 + Math.floor(random() * 255));
          await writeFile(target.path, bad);
        }
        try {
          await assertNamed(indexDir, target);
        } finally {
          await writeFile(target.path, good);
        }
        assertThat(
          (await readRevision(indexDir)) === 'second',
          `${target.name}: it does not open when mended`,
        );
      },
      1,
    );
    recordFault({
      section: 'index',
      fault: `each file of an index, one at a time: ${kind}`,
      times: targets.length * each,
      lost: lost.length,
      note: `${targets.length} files; a named error each time, before native code reads one`,
    });
    expect(lost).toEqual([]);
  });

  it.each([
    { kind: 'replaced by that of an older generation', source: 'olderPath' },
    { kind: "replaced by that of another model's index", source: 'otherModelsPath' },
  ] as const)('is refused with the name of the file: $kind', async ({ kind, source }) => {
    const { indexDir, targets } = await openStage();
    let whole = 0;
    let tried = 0;
    const lost = await collectLosses(
      targets.length,
      async (index) => {
        const target = targets[index];
        assertThat(target !== undefined, 'no such file');
        // The articles of two models' indexes, for one, are the same to the byte.
        if (await areSame(target.path, target[source])) return;
        tried += 1;
        const good = await readFile(target.path);
        await copyFile(target[source], target.path);
        try {
          if (target.name === POINTER_FILE && source === 'olderPath') {
            // That generation is whole, and is opened as such.
            assertThat((await readRevision(indexDir)) === 'first', 'the older generation does not open');
            whole += 1;
          } else {
            await assertNamed(indexDir, target);
          }
        } finally {
          await writeFile(target.path, good);
        }
      },
      1,
    );
    recordFault({
      section: 'index',
      fault: `each file of an index, one at a time: ${kind}`,
      times: tried,
      lost: lost.length,
      note: `${targets.length - tried} files are the same in both${whole > 0 ? '; the older pointer opens the older index, whole' : ''}`,
    });
    expect(lost).toEqual([]);
    expect(tried).toBeGreaterThan(2);
  });

  it('is mended by the next build, whichever file it is, the caches and the lock folder included', async () => {
    const { corpusDir, indexDir } = await openStage();
    const pristine = `${indexDir}-pristine`;
    await cp(indexDir, pristine, { recursive: true });
    const names = (await readdir(indexDir, { recursive: true })).sort();
    const files: string[] = [];
    for (const name of names) if ((await stat(join(indexDir, name))).isFile()) files.push(name);
    const random = createRandom('mended');
    const chosen = files.filter(() => random() < chooseTimes({ full: 100, quick: 30 }) / 100);
    const lost = await collectLosses(
      chosen.length,
      async (index) => {
        const name = chosen[index] ?? '';
        await rm(indexDir, { recursive: true });
        await cp(pristine, indexDir, { recursive: true });
        const path = join(indexDir, name);
        const bad = await readFile(path);
        const at = Math.floor(random() * bad.length);
        bad[at] = (bad[at] ?? 0) ^ 1;
        await writeFile(path, bad);
        await buildStage(corpusDir, indexDir, { force: index % 2 === 1 });
        assertThat((await readRevision(indexDir)) === 'second', `${name}: the build did not mend it`);
        const { outcome } = await buildStage(corpusDir, indexDir);
        assertThat(outcome === 'up-to-date', `${name}: it is still not up to date`);
      },
      1,
    );
    recordFault({
      section: 'index',
      fault: 'each file of the index folder, caches included, altered in one byte before a build',
      times: chosen.length,
      lost: lost.length,
      note: 'the build mends it',
    });
    expect(lost).toEqual([]);
    expect(chosen.length).toBeGreaterThan(2);
  });
});
