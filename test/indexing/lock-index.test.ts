import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LOCK_FILE, lockIndex } from '../../src/indexing/lock-index.ts';
import { makeTempFolder } from './make-index.ts';

describe('lockIndex', () => {
  it('lets one builder in at a time, and tells the second what to do', async () => {
    const indexDir = await makeTempFolder();
    const lock = await lockIndex(indexDir);
    await expect(lockIndex(indexDir)).rejects.toMatchObject({
      code: 'index-locked',
      message: expect.stringMatching(/Another build .* Wait until it has ended/) as string,
    });
    await lock.release();
    expect(existsSync(join(indexDir, LOCK_FILE))).toBe(false);
    await (await lockIndex(indexDir)).release();
  });

  it('lets one of many in that come at once', async () => {
    const indexDir = await makeTempFolder();
    const tried = await Promise.allSettled(Array.from({ length: 8 }, () => lockIndex(indexDir)));
    const locks = tried.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(locks).toHaveLength(1);
    await locks[0]?.release();
  });

  it('waits for the lock of a killed builder to grow stale, and takes it over', async () => {
    const indexDir = await makeTempFolder();
    await mkdir(join(indexDir, LOCK_FILE));
    let waited = 0;
    const started = performance.now();
    const lock = await lockIndex(indexDir, {
      staleMs: 2000,
      onWait: () => {
        waited += 1;
      },
    });
    expect(performance.now() - started).toBeGreaterThan(1000);
    expect(waited).toBe(1);
    await lock.release();
  });

  it('takes an old lock over at once', async () => {
    const indexDir = await makeTempFolder();
    await mkdir(join(indexDir, LOCK_FILE));
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(indexDir, LOCK_FILE), longAgo, longAgo);
    const started = performance.now();
    const lock = await lockIndex(indexDir);
    expect(performance.now() - started).toBeLessThan(1000);
    await lock.release();
  });

  it('takes over a lock of the future, which a clock that was set back would keep for good', async () => {
    const indexDir = await makeTempFolder();
    await mkdir(join(indexDir, LOCK_FILE));
    const inAYear = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000);
    await utimes(join(indexDir, LOCK_FILE), inAYear, inAYear);
    const started = performance.now();
    const lock = await lockIndex(indexDir, { staleMs: 2000 });
    expect(performance.now() - started).toBeGreaterThan(1900);
    await expect(lockIndex(indexDir, { staleMs: 2000 })).rejects.toMatchObject({ code: 'index-locked' });
    await lock.release();
  });

  it('tells the holder when its lock was taken over', async () => {
    const indexDir = await makeTempFolder();
    const lock = await lockIndex(indexDir);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(indexDir, LOCK_FILE), longAgo, longAgo);
    for (let waitedMs = 0; waitedMs < 5000 && !lock.lost.aborted; waitedMs += 50) await sleep(50);
    expect(lock.lost.reason).toMatchObject({ code: 'index-locked' });
    await lock.release();
  });

  it('stops waiting when it is told to', async () => {
    const indexDir = await makeTempFolder();
    await mkdir(join(indexDir, LOCK_FILE));
    await expect(lockIndex(indexDir, { signal: AbortSignal.timeout(200) })).rejects.toThrow(/abort|timeout/i);
  });

  it('names the path that cannot be written', async () => {
    const folder = await makeTempFolder();
    await writeFile(join(folder, 'file'), '');
    const indexDir = join(folder, 'file');
    await expect(lockIndex(indexDir)).rejects.toMatchObject({
      code: 'index-unwritable',
      message: expect.stringContaining(join(indexDir, LOCK_FILE)) as string,
    });
  });
});
