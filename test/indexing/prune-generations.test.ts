import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pruneGenerations } from '../../src/indexing/prune-generations.ts';
import { GenerationLease, LEASE_FOLDER } from '../../src/retrieval/generation-lease.ts';
import { identifyProcess } from '../../src/retrieval/process-identity.ts';
import { makeTempFolder } from './make-index.ts';

const nameOf = (index: number): string => `20250822T10000${index}000Z-0123abcd`;
const HOUR_MS = 60 * 60 * 1000;

async function makeGenerations(count: number): Promise<string> {
  const indexDir = await makeTempFolder();
  for (let index = 0; index < count; index += 1) {
    await mkdir(join(indexDir, 'generations', nameOf(index)), { recursive: true });
  }
  return indexDir;
}

const list = async (indexDir: string, folder = 'generations'): Promise<readonly string[]> =>
  (await readdir(join(indexDir, folder))).sort();

async function writeLease(indexDir: string, lease: object, ageMs = 0): Promise<void> {
  const path = join(indexDir, LEASE_FOLDER, `${Math.random().toString(36).slice(2)}.json`);
  await mkdir(join(indexDir, LEASE_FOLDER), { recursive: true });
  await writeFile(path, JSON.stringify(lease));
  const time = new Date(Date.now() - ageMs);
  await utimes(path, time, time);
}

describe('pruneGenerations', () => {
  it('keeps what it is told to keep and what a running process answers from, and nothing else', async () => {
    const indexDir = await makeGenerations(4);
    const lease = new GenerationLease(indexDir);
    await lease.take(nameOf(0));
    await pruneGenerations(indexDir, new Set([nameOf(3), null]));
    expect(await list(indexDir)).toEqual([nameOf(0), nameOf(3)]);
    expect(await list(indexDir, LEASE_FOLDER)).toHaveLength(1);
    await lease.take(nameOf(3));
    await pruneGenerations(indexDir, new Set([nameOf(3)]));
    expect(await list(indexDir)).toEqual([nameOf(3)]);
    await lease.release();
    expect(await list(indexDir, LEASE_FOLDER)).toEqual([]);
  });

  it('does not keep what a process had that was killed, even where another one got its number', async () => {
    const indexDir = await makeGenerations(3);
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await once(child, 'spawn');
    const killed = await identifyProcess(child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await writeLease(indexDir, { ...killed, generation: nameOf(0) });
    await writeLease(indexDir, { ...(await identifyProcess()), started: '1', generation: nameOf(1) });
    await pruneGenerations(indexDir, new Set([nameOf(2)]));
    expect(await list(indexDir)).toEqual([nameOf(2)]);
    expect(await list(indexDir, LEASE_FOLDER)).toEqual([]);
  });

  it.each([
    ['a minute ago', 60_000, true],
    ['in a minute, by a clock that differs', -60_000, true],
    ['two hours ago', 2 * HOUR_MS, false],
    ['in a year, by a clock that was set back since', -365 * 24 * HOUR_MS, false],
  ])('believes a process of another machine that gave its last sign %s: %#', async (_words, ageMs, kept) => {
    const indexDir = await makeGenerations(2);
    await writeLease(indexDir, { place: 'elsewhere', pid: 1, started: '1', generation: nameOf(0) }, ageMs);
    await pruneGenerations(indexDir, new Set([nameOf(1)]));
    expect((await list(indexDir)).includes(nameOf(0))).toBe(kept);
    expect(await list(indexDir, LEASE_FOLDER)).toHaveLength(kept ? 1 : 0);
  });

  it.each([
    ['no JSON', 'half a li'],
    ['the name of no generation', { place: 'x', pid: 1, started: '1', generation: '../../etc' }],
  ])('is not stopped by a file that holds %s, and removes it when it is old', async (_words, content) => {
    const indexDir = await makeGenerations(2);
    await writeLease(indexDir, content as object);
    await writeLease(indexDir, content as object, 2 * HOUR_MS);
    await pruneGenerations(indexDir, new Set([nameOf(1)]));
    expect(await list(indexDir)).toEqual([nameOf(1)]);
    expect(await list(indexDir, LEASE_FOLDER)).toHaveLength(1);
  });
});
