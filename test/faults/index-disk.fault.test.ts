import { chmod, cp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import { followGenerations } from '../../src/retrieval/follow-generations.ts';
import { openGeneration } from '../../src/retrieval/open-generation.ts';
import { readPointer } from '../../src/retrieval/read-pointer.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import {
  assertThat,
  buildStage,
  collectLosses,
  openIndexStage,
  readRevision,
  stageFingerprint,
  startBuildChild,
} from './support/index-stage.ts';
import { CAN_MOUNT, mountSmallDisk, NO_MOUNT, setReadOnly } from './support/mounts.ts';

const DISK_KB = 4096;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The message with which a build ends that cannot write. Throws where it does not end with one. */
async function readRefusal(build: Promise<unknown>): Promise<string> {
  const error: unknown = await build.then(
    () => null,
    (caught: unknown) => caught,
  );
  assertThat(error !== null, 'the build found nothing wrong');
  assertThat(error instanceof FootnoteError, 'it ended with an error that has no words');
  assertThat(error.code === 'index-unwritable', `${error.code}: ${error.message}`);
  return error.message;
}

async function countFreeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

describe('an index on a disk that does not take it', () => {
  it('serves on where the disk is full, says so, and is built when there is space again', async () => {
    const fault = 'disk full after so and so many bytes of a build';
    if (!CAN_MOUNT) {
      recordFault({ section: 'index', fault, times: 0, lost: 0, note: NO_MOUNT });
      return;
    }
    const disk = mountSmallDisk(DISK_KB);
    const { corpusDir, indexDir, write } = await openIndexStage(disk);
    await write('second');
    const before = await countFreeBytes(disk);
    const whole = join(disk, 'whole');
    await cp(indexDir, whole, { recursive: true });
    const copied = await countFreeBytes(disk);
    await buildStage(corpusDir, whole);
    const needed = copied - (await countFreeBytes(disk));
    await rm(whole, { recursive: true });

    const times = chooseTimes({ full: 24, quick: 6 });
    const random = createRandom('disk-full');
    const ballast = join(disk, 'ballast');
    const tried = { refused: 0, fitted: 0 };
    const lost = await collectLosses(
      times,
      async (index) => {
        await write('first');
        await rm(ballast, { force: true });
        await buildStage(corpusDir, indexDir, { force: true });
        await write('second');
        // One in each part of what a build writes, wherever in it.
        const free = Math.floor((needed * (index + random())) / times);
        await writeFile(ballast, Buffer.alloc(Math.max(0, (await countFreeBytes(disk)) - free)));
        const refusal = await readRefusal(buildStage(corpusDir, indexDir)).catch((error: unknown) => {
          if (error instanceof Error && error.message === 'the build found nothing wrong') return null;
          throw error;
        });
        if (refusal === null) {
          tried.fitted += 1;
        } else {
          tried.refused += 1;
          assertThat(/disk is full.*Free some space.*npm run index/s.test(refusal), refusal);
          assertThat((await readRevision(indexDir)) === 'first', 'the old index does not serve');
          const drafts = (await readdir(join(indexDir, 'generations'))).filter((name) =>
            name.startsWith('.'),
          );
          assertThat(drafts.length === 0, `left: ${drafts.join()}`);
        }
        await rm(ballast);
        await buildStage(corpusDir, indexDir);
        assertThat((await readRevision(indexDir)) === 'second', 'it was not built when there was space');
      },
      1,
    );
    recordFault({
      section: 'index',
      fault,
      times,
      lost: lost.length,
      note: `of ${Math.round(needed / 1024)} KiB that it writes; ${tried.refused} refused with what to do, ${tried.fitted} fitted`,
    });
    expect(before).toBeGreaterThan(0);
    expect(lost).toEqual([]);
    expect(tried.refused).toBeGreaterThan(times / 2);
  });

  it('serves on where the file system is read-only, and the build says what to do', async () => {
    const fault = 'index on a file system that turns read-only';
    if (!CAN_MOUNT) {
      recordFault({ section: 'index', fault, times: 0, lost: 0, note: NO_MOUNT });
      return;
    }
    const disk = mountSmallDisk(DISK_KB);
    const { corpusDir, indexDir, write } = await openIndexStage(disk);
    await write('second');
    const times = chooseTimes({ full: 5, quick: 2 });
    const lost = await collectLosses(
      times,
      async () => {
        setReadOnly(disk, true);
        const refusal = await readRefusal(buildStage(corpusDir, indexDir));
        assertThat(/read-only. Name another folder with --index/.test(refusal), refusal);
        assertThat((await readRevision(indexDir)) === 'first', 'the old index does not serve');
        // The bot starts on it as well, without a file that tells what it uses.
        const { name } = await openGeneration(indexDir, { fingerprint: stageFingerprint });
        const nothing = (): void => undefined;
        const following = await followGenerations(indexDir, {
          ...{ fingerprint: stageFingerprint, current: name },
          ...{ onOpen: nothing, onFailure: nothing, onGone: nothing },
        });
        await following.close();
        setReadOnly(disk, false);
        await buildStage(corpusDir, indexDir);
        assertThat((await readRevision(indexDir)) === 'second', 'it was not built when it could be written');
        await write('first');
        await buildStage(corpusDir, indexDir);
        await write('second');
      },
      1,
    );
    recordFault({ section: 'index', fault, times, lost: lost.length });
    expect(lost).toEqual([]);
  });

  it('serves on where the folder belongs to somebody else, and the build says what to do', async () => {
    const fault = 'index in a folder in which the builder has no right to write';
    const isRoot = process.getuid?.() === 0;
    const { folder, corpusDir, indexDir, write } = await openIndexStage();
    await write('second');
    const times = chooseTimes({ full: 4, quick: 1 });
    for (const path of [folder, indexDir]) await chmod(path, 0o555);
    onTestFinished(() => chmod(folder, 0o755));
    onTestFinished(() => chmod(indexDir, 0o755));
    const lost = await collectLosses(times, async () => {
      // Root may write anywhere, so that a process of nobody's tries it.
      const outcome = await startBuildChild(corpusDir, indexDir, isRoot ? { uid: 65_534 } : {}).ended;
      const words = /^index-unwritable: .*permission is missing\. Give yourself the right to write there/;
      assertThat(words.test(outcome), outcome);
      assertThat((await readRevision(indexDir)) === 'first', 'the old index does not serve');
    });
    recordFault({ section: 'index', fault, times, lost: lost.length });
    expect(lost).toEqual([]);
  });

  it('goes by its pointer and never by the clock, which may be set back or ahead', async () => {
    const { folder, corpusDir, indexDir: base, write } = await openIndexStage();
    const times = chooseTimes({ full: 20, quick: 4 });
    const random = createRandom('clock');
    const lost = await collectLosses(
      times,
      async (index) => {
        const indexDir = join(folder, `clock-${index}`);
        await cp(base, indexDir, { recursive: true });
        const opened: string[] = [];
        const { generation: current } = (await readPointer(indexDir)) ?? { generation: '' };
        const following = await followGenerations(indexDir, {
          ...{ fingerprint: stageFingerprint, current, pollMs: 30 },
          onOpen: ({ name }) => opened.push(name),
          ...{ onFailure: () => undefined, onGone: () => undefined },
        });
        following.watch();
        try {
          vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + (random() - 0.3) * 10_000 * DAY_MS });
          await write('second');
          await buildStage(corpusDir, indexDir);
          vi.useRealTimers();
          const mixed = await readRevision(indexDir);
          assertThat(mixed === 'second', 'the index of another time does not serve');
          await write('first');
          const { generation } = await buildStage(corpusDir, indexDir);
          assertThat((await readRevision(indexDir)) === 'first', 'the index of now does not serve');
          const left = await readdir(join(indexDir, 'generations'));
          assertThat(left.length === 2, `left: ${left.join()}`);
          await vi.waitFor(() => {
            assertThat(opened.at(-1) === generation, 'the bot did not take up the index of now');
          }, 5000);
        } finally {
          vi.useRealTimers();
          await following.close();
        }
      },
      1,
    );
    recordFault({
      section: 'index',
      fault: 'clock set back or ahead by up to 19 years between two builds, under a running reader',
      times,
      lost: lost.length,
    });
    expect(lost).toEqual([]);
  });
});
