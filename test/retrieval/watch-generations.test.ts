import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { POINTER_FILE } from '../../src/retrieval/read-pointer.ts';
import { watchGenerations, type WatchGenerationsOptions } from '../../src/retrieval/watch-generations.ts';
import { makeTempFolder } from '../indexing/make-index.ts';

const nameOf = (index: number): string => `20250822T10000${index}000Z-0123abcd`;

async function point(indexDir: string, name: string): Promise<void> {
  const draft = join(indexDir, `${POINTER_FILE}.tmp`);
  await writeFile(draft, JSON.stringify({ generation: name, manifestSha256: 'a'.repeat(64) }));
  await rename(draft, join(indexDir, POINTER_FILE));
}

function watchFor(
  indexDir: string,
  options: Partial<WatchGenerationsOptions> = {},
): { readonly seen: string[]; close: () => void } {
  const seen: string[] = [];
  const watching = watchGenerations(indexDir, {
    pollMs: 50,
    debounceMs: 20,
    onSwitch: (name) => seen.push(name),
    ...options,
  });
  const close = (): void => {
    watching.close();
  };
  onTestFinished(close);
  return { seen, close };
}

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5000, interval: 10 });

describe('watchGenerations', () => {
  it('tells each switch once, and not the generation that was there', async () => {
    const indexDir = await makeTempFolder();
    await point(indexDir, nameOf(1));
    const { seen } = watchFor(indexDir);
    await sleep(150);
    expect(seen).toEqual([]);
    await point(indexDir, nameOf(2));
    await until(() => {
      expect(seen).toEqual([nameOf(2)]);
    });
    await point(indexDir, nameOf(3));
    await until(() => {
      expect(seen).toEqual([nameOf(2), nameOf(3)]);
    });
    await sleep(150);
    expect(seen).toHaveLength(2);
  });

  it('tells a switch that happened before the watch, given what the caller has open', async () => {
    const indexDir = await makeTempFolder();
    await point(indexDir, nameOf(2));
    const { seen } = watchFor(indexDir, { current: nameOf(1) });
    await until(() => {
      expect(seen).toEqual([nameOf(2)]);
    });
  });

  it('notices by the file system, long before the next poll', async () => {
    const indexDir = await makeTempFolder();
    await point(indexDir, nameOf(1));
    const { seen } = watchFor(indexDir, { pollMs: 60_000 });
    await sleep(100);
    await point(indexDir, nameOf(2));
    await until(() => {
      expect(seen).toEqual([nameOf(2)]);
    });
  });

  it('tells one switch where the pointer is replaced many times at once', async () => {
    const indexDir = await makeTempFolder();
    await point(indexDir, nameOf(1));
    const { seen } = watchFor(indexDir, { pollMs: 60_000, debounceMs: 200 });
    await sleep(100);
    for (const index of [2, 3, 4, 5]) await point(indexDir, nameOf(index));
    await until(() => {
      expect(seen).toEqual([nameOf(5)]);
    });
  });

  it('tells the first generation of a folder that did not exist', async () => {
    const indexDir = join(await makeTempFolder(), 'index');
    const { seen } = watchFor(indexDir);
    await sleep(100);
    await mkdir(indexDir);
    await point(indexDir, nameOf(1));
    await until(() => {
      expect(seen).toEqual([nameOf(1)]);
    });
  });

  it('goes on when the folder is removed and replaced by another', async () => {
    const parent = await makeTempFolder();
    const indexDir = join(parent, 'index');
    await mkdir(indexDir);
    await point(indexDir, nameOf(1));
    const { seen } = watchFor(indexDir);
    await sleep(100);
    await rm(indexDir, { recursive: true });
    await sleep(100);
    await mkdir(join(parent, 'other'));
    await point(join(parent, 'other'), nameOf(2));
    await rename(join(parent, 'other'), indexDir);
    await until(() => {
      expect(seen).toEqual([nameOf(2)]);
    });
    await point(indexDir, nameOf(3));
    await until(() => {
      expect(seen).toEqual([nameOf(2), nameOf(3)]);
    });
  });

  it('stays with what it has while the pointer cannot be read', async () => {
    const indexDir = await makeTempFolder();
    await point(indexDir, nameOf(1));
    const { seen } = watchFor(indexDir);
    await sleep(100);
    await writeFile(join(indexDir, POINTER_FILE), '{"generation":');
    await sleep(150);
    expect(seen).toEqual([]);
    await point(indexDir, nameOf(1));
    await sleep(150);
    expect(seen).toEqual([]);
  });

  it('tells nothing any more once it is closed', async () => {
    const indexDir = await makeTempFolder();
    await point(indexDir, nameOf(1));
    const { seen, close } = watchFor(indexDir);
    await sleep(100);
    const switched = point(indexDir, nameOf(2));
    close();
    await switched;
    await sleep(200);
    expect(seen).toEqual([]);
  });
});
