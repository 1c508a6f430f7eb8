import { watch } from 'node:fs';
import { cp, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LOCK_FILE } from '../../src/indexing/lock-index.ts';
import { POINTER_FILE } from '../../src/retrieval/read-pointer.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom, IS_QUICK } from './support/fault-run.ts';
import {
  assertThat,
  buildStage,
  collectLosses,
  openIndexStage,
  readRevision,
  startBuildChild,
} from './support/index-stage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long after a step a build is killed at most, in milliseconds. */
const MAX_DELAY_MS = 25;

async function setLockTime(indexDir: string, atMs: number): Promise<void> {
  const time = new Date(atMs);
  await utimes(join(indexDir, LOCK_FILE), time, time).catch(() => undefined);
}

interface Moment {
  /** The build has told that many steps, or begins to make the new generation the current one. */
  readonly step: number | 'switch';
  readonly delayMs: number;
}

/** Kills a build of a copy of the index; where it had ended before, another one, sooner. */
async function killBuild(corpusDir: string, base: string, indexDir: string, moment: Moment): Promise<void> {
  for (let { step, delayMs } = moment, isKilled = false; !isKilled; delayMs /= 2) {
    await rm(indexDir, { recursive: true, force: true });
    await cp(base, indexDir, { recursive: true });
    const { child, reached, ended } = startBuildChild(corpusDir, indexDir);
    await (step === 'switch' ? waitForSwitch(indexDir, ended) : reached(step));
    await sleep(delayMs);
    child.kill('SIGKILL');
    await ended;
    isKilled = child.signalCode === 'SIGKILL';
    if (delayMs < 1 && step !== 'switch') step -= 1;
  }
}

/** Resolves when the new pointer is written beside the old one, or the build has ended. */
async function waitForSwitch(indexDir: string, ended: Promise<unknown>): Promise<void> {
  const watcher = watch(indexDir, { persistent: false });
  const begun = new Promise<void>((resolve) => {
    watcher.on('change', (_event, name) => {
      if (name === `${POINTER_FILE}.tmp`) resolve();
    });
  });
  await Promise.race([begun, ended]);
  watcher.close();
}

describe('a build that is killed', () => {
  it('leaves the old index or the new one, whole, and the next build goes on from there', async () => {
    const { folder, corpusDir, indexDir: base, write } = await openIndexStage();
    await write('second');
    const undisturbed = join(folder, 'undisturbed');
    await cp(base, undisturbed, { recursive: true });
    const whole = startBuildChild(corpusDir, undisturbed);
    expect(await whole.ended).toBe('built');
    const total = whole.steps.length;
    // From its last step on the new generation is finished and made the current one, and older ones are removed.
    const tailMs = whole.lastStepToEndMs();

    const times = chooseTimes({ full: 50, quick: 6 });
    const random = createRandom('killed-build');
    const moments = Array.from({ length: times }, (_, index): Moment => {
      if (index % 5 > 2) return { step: 'switch', delayMs: random() * MAX_DELAY_MS };
      if (index % 5 === 2) return { step: total, delayMs: random() * tailMs };
      return { step: 1 + Math.floor(random() * total), delayMs: random() * MAX_DELAY_MS };
    });
    const found = { first: 0, second: 0, reused: 0 };
    const lost = await collectLosses(times, async (index) => {
      const indexDir = join(folder, `killed-${index}`);
      await killBuild(corpusDir, base, indexDir, moments[index] ?? { step: 1, delayMs: 0 });
      found[await readRevision(indexDir)] += 1;
      // As if some time had passed; how it is waited for is tried below.
      await setLockTime(indexDir, Date.now() - 60_000);
      const summary = await buildStage(corpusDir, indexDir);
      assertThat(summary.damage === null, `damage: ${summary.damage ?? ''}`);
      if (summary.outcome === 'built') found.reused += summary.reused;
      assertThat((await readRevision(indexDir)) === 'second', 'the next build did not mend it');
      const left = await readdir(join(indexDir, 'generations'));
      assertThat(left.length === 2 && !left.some((name) => name.startsWith('.')), `left: ${left.join()}`);
      const top = await readdir(indexDir);
      assertThat(!top.some((name) => name.endsWith('.tmp') || name === LOCK_FILE), `left: ${top.join()}`);
    });
    recordFault({
      section: 'index',
      fault: 'SIGKILL at a random moment of a build, two in five of them during the switch',
      times,
      lost: lost.length,
      note: `${found.first} left the old index, ${found.second} the new one, whole`,
    });
    expect(lost).toEqual([]);
    expect(found.reused).toBeGreaterThan(0);
    expect(found.first).toBeGreaterThan(0);
    if (!IS_QUICK) expect(found.second).toBeGreaterThan(0);
  });

  it('leaves a lock that the next build takes over, whatever time it bears', async () => {
    const { folder, corpusDir, indexDir: base, write } = await openIndexStage();
    await write('second');
    const ages = [0, -DAY_MS, -10 * 365 * DAY_MS, 5000];
    const times = chooseTimes({ full: 8, quick: 2 });
    const lost = await collectLosses(times, async (index) => {
      const indexDir = join(folder, `locked-${index}`);
      await cp(base, indexDir, { recursive: true });
      const { child, reached, ended } = startBuildChild(corpusDir, indexDir, { delayMs: 20 });
      await reached(12);
      assertThat((await stat(join(indexDir, LOCK_FILE))).isDirectory(), 'the build had no lock');
      child.kill('SIGKILL');
      await ended;
      await mkdir(join(indexDir, LOCK_FILE)).catch(() => undefined);
      await setLockTime(indexDir, Date.now() - (ages[index % ages.length] ?? 0));
      assertThat((await readRevision(indexDir)) === 'first', 'the old index does not serve');
      const next = startBuildChild(corpusDir, indexDir, { lockStaleMs: 2000 });
      const outcome = await next.ended;
      assertThat(outcome === 'built', outcome);
      assertThat((await readRevision(indexDir)) === 'second', 'the new index does not serve');
    });
    recordFault({
      section: 'index',
      fault: 'SIGKILL of a build that holds the lock, which is left with a past, present or future time',
      times,
      lost: lost.length,
      note: 'taken over after 2 s without a sign of life',
    });
    expect(lost).toEqual([]);
  });

  it('meets others at the same index: one builds, the rest say why not, and the index is whole', async () => {
    const { folder, corpusDir, indexDir: base, write } = await openIndexStage();
    await write('second');
    const builders = 3;
    const times = chooseTimes({ full: 6, quick: 1 });
    const outcomes: string[] = [];
    const lost = await collectLosses(
      times,
      async (index) => {
        const indexDir = join(folder, `shared-${index}`);
        await cp(base, indexDir, { recursive: true });
        const children = Array.from({ length: builders }, () =>
          startBuildChild(corpusDir, indexDir, { delayMs: 30 }),
        );
        const ended = await Promise.all(children.map((child) => child.ended));
        outcomes.push(...ended.map((outcome) => outcome.split(':')[0] ?? ''));
        const others = ended.filter((outcome) => outcome !== 'built');
        assertThat(others.length === builders - 1, `ended: ${ended.join(' | ')}`);
        const refused = /^index-locked: Another build .* Wait until it has ended/;
        assertThat(
          others.every((outcome) => outcome === 'up-to-date' || refused.test(outcome)),
          `ended: ${ended.join(' | ')}`,
        );
        assertThat((await readRevision(indexDir)) === 'second', 'the new index does not serve');
      },
      1,
    );
    const count = (outcome: string): number => outcomes.filter((one) => one === outcome).length;
    recordFault({
      section: 'index',
      fault: `${builders} builders at once on one index`,
      times,
      lost: lost.length,
      note: `${count('built')} built, ${count('index-locked')} refused, ${count('up-to-date')} came later and found it done`,
    });
    expect(lost).toEqual([]);
  });
});
