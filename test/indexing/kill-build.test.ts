import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import { LOCK_FILE } from '../../src/indexing/lock-index.ts';
import { openGeneration } from '../../src/retrieval/open-generation.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../doubles/load-corpus-here.ts';
import { draftRevision, writeCorpus } from './make-corpus.ts';
import { makeTempFolder } from './make-index.ts';

const KILLS = 8;
const embedder = createHashingEmbedder({ dimensions: 16 });

function build(corpusDir: string, indexDir: string): ReturnType<typeof buildIndex> {
  const countTokens = (text: string): number => text.split(/\s+/).length + 2;
  return buildIndex({
    corpusDir,
    indexDir,
    embedder,
    countTokens,
    maxTokens: 512,
    loadCorpus: loadCorpusHere,
  });
}

/** Starts a build in a child process; resolves when it is about to begin. `exited` resolves when the process is gone. */
async function startChild(
  corpusDir: string,
  indexDir: string,
): Promise<{ readonly child: ChildProcess; readonly exited: Promise<unknown> }> {
  const script = join(import.meta.dirname, 'build-child.ts');
  const corpusJson = `${corpusDir}.json`;
  await writeFile(corpusJson, JSON.stringify(await loadCorpusHere(corpusDir)));
  const child = spawn(process.execPath, ['--import', 'tsx', script, corpusDir, corpusJson, indexDir, '5'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  return { child, exited };
}

/** Which revision of the corpus every passage of the current generation is of. */
async function readRevisions(indexDir: string): Promise<ReadonlySet<string>> {
  const fingerprint = createIndexFingerprint(embedder.model);
  const { passages, vectorIndex, lexicalIndex } = await openGeneration(indexDir, { fingerprint });
  expect([passages.length, vectorIndex.count, lexicalIndex.passageCount]).toEqual([24, 24, 24]);
  return new Set(passages.map(({ text }) => (text.includes('second') ? 'second' : 'first')));
}

async function makeLockOld(indexDir: string): Promise<void> {
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(indexDir, LOCK_FILE), longAgo, longAgo).catch(() => undefined);
}

describe('a build that is killed', () => {
  it(`leaves a complete index, old or new, at ${KILLS} moments, and the next build goes on from there`, async () => {
    const folder = await makeTempFolder();
    const corpusDir = join(folder, 'corpus');
    const base = join(folder, 'base');
    await writeCorpus(corpusDir, draftRevision('first'));
    await build(corpusDir, base);
    await writeCorpus(corpusDir, draftRevision('second'));

    const whole = join(folder, 'whole');
    await cp(base, whole, { recursive: true });
    const undisturbed = await startChild(corpusDir, whole);
    const started = performance.now();
    await undisturbed.exited;
    const buildMs = performance.now() - started;
    expect(await readRevisions(whole)).toEqual(new Set(['second']));

    let reused = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const indexDir = join(folder, `killed-${kill}`);
      await cp(base, indexDir, { recursive: true });
      const { child, exited } = await startChild(corpusDir, indexDir);
      // One moment in each eighth of the build, wherever in it.
      await sleep((buildMs * (kill + Math.random())) / KILLS);
      child.kill('SIGKILL');
      await exited;

      const revisions = await readRevisions(indexDir);
      expect(revisions.size).toBe(1);
      await makeLockOld(indexDir);
      const summary = await build(corpusDir, indexDir);
      expect(summary.damage).toBeNull();
      if (summary.outcome === 'built') reused += summary.reused;
      expect(await readRevisions(indexDir)).toEqual(new Set(['second']));
      const left = await readdir(join(indexDir, 'generations'));
      expect(left.filter((name) => name.startsWith('.'))).toEqual([]);
      expect(left).toHaveLength(2);
    }
    // Some of the kills came while it was embedding, and what was embedded by then was not lost.
    expect(reused).toBeGreaterThan(0);
  }, 240_000);

  it('leaves a lock that the next build waits for and takes over', async () => {
    const folder = await makeTempFolder();
    const [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
    await writeCorpus(corpusDir, draftRevision('second'));
    const { child, exited } = await startChild(corpusDir, indexDir);
    const lock = join(indexDir, LOCK_FILE);
    while ((await stat(lock).catch(() => null)) === null) await sleep(1);
    child.kill('SIGKILL');
    await exited;
    expect((await stat(lock)).isDirectory()).toBe(true);
    const phases = new Set<string>();
    await buildIndex({
      ...{ corpusDir, indexDir, embedder, maxTokens: 512, loadCorpus: loadCorpusHere },
      countTokens: (text) => text.split(/\s+/).length + 2,
      onProgress: (phase) => phases.add(phase),
      lockStaleMs: 2000,
    });
    expect(phases).toContain('waiting');
    expect(await readRevisions(indexDir)).toEqual(new Set(['second']));
  }, 60_000);
});
