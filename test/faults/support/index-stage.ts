import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { afterAll, onTestFinished } from 'vitest';
import { buildIndex, type BuildIndexOptions } from '../../../src/indexing/build-index.ts';
import type { BuildSummary } from '../../../src/indexing/build-summary.ts';
import { createIndexFingerprint } from '../../../src/indexing/create-index-fingerprint.ts';
import { openGeneration } from '../../../src/retrieval/open-generation.ts';
import { createHashingEmbedder } from '../../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../../doubles/load-corpus-here.ts';
import { draftRevision, writeCorpus } from '../../indexing/make-corpus.ts';

export const stageEmbedder = createHashingEmbedder({ dimensions: 16 });
export const stageFingerprint = createIndexFingerprint(stageEmbedder.model);

/** Two folders deep, as the sources are that look for the project's package.json from where they are. */
const BUNDLE = join(import.meta.dirname, '../../../data/faults', `build-child-${process.pid}.mjs`);
afterAll(() => {
  rmSync(BUNDLE, { force: true });
});

/** Passages of the corpus of the stage, at each of its revisions. */
const PASSAGES = 24;

export type Revision = 'first' | 'second';

/** A corpus that can be set to one revision or another, and an index of the first one. */
export interface IndexStage {
  readonly folder: string;
  readonly corpusDir: string;
  /** Of the first revision; to be copied, or built upon. */
  readonly indexDir: string;
  readonly write: (revision: Revision) => Promise<void>;
}

export async function openIndexStage(folder?: string): Promise<IndexStage> {
  const own = folder ?? (await mkdtemp(join(tmpdir(), 'footnote-faults-')));
  onTestFinished(() => rm(own, { recursive: true, force: true }).catch(() => undefined));
  const [corpusDir, indexDir] = [join(own, 'corpus'), join(own, 'index')];
  const write = (revision: Revision): Promise<void> => writeCorpus(corpusDir, draftRevision(revision));
  await write('first');
  await buildStage(corpusDir, indexDir);
  return { folder: own, corpusDir, indexDir, write };
}

/** A build in this process. */
export function buildStage(
  corpusDir: string,
  indexDir: string,
  options: Partial<BuildIndexOptions> = {},
): Promise<BuildSummary> {
  return buildIndex({
    ...{ corpusDir, indexDir, embedder: stageEmbedder, maxTokens: 512, loadCorpus: loadCorpusHere },
    countTokens: (text) => text.split(/\s+/).length + 2,
    ...options,
  });
}

/**
 * The revision that the whole of the index is of. Throws where it does not open, is incomplete, is a mixture, or does
 * not find its own passages.
 */
export async function readRevision(indexDir: string): Promise<Revision> {
  const { passages, vectorIndex, lexicalIndex } = await openGeneration(indexDir, {
    fingerprint: stageFingerprint,
  });
  const counts = [passages.length, vectorIndex.count, lexicalIndex.passageCount];
  if (counts.some((count) => count !== PASSAGES)) throw new Error(`The index holds ${counts.join(', ')}.`);
  const revisions = new Set(passages.map(({ text }) => (text.includes(' second ') ? 'second' : 'first')));
  const [revision] = revisions;
  if (revisions.size !== 1 || revision === undefined) throw new Error('The index is a mixture.');
  const [first] = passages;
  const embedding = await stageEmbedder.embedQuery(first?.text ?? '');
  const [nearest] = vectorIndex.search(embedding, 1);
  if (nearest === undefined || nearest.cosineSimilarity < 0.5) throw new Error('The index finds nothing.');
  return revision;
}

/** A build in a process of its own, which tells each step. */
export interface BuildChild {
  readonly child: ChildProcess;
  /** Steps so far, such as `embedding 3`. */
  readonly steps: readonly string[];
  /** Resolves when it has told that many steps, or has ended. */
  readonly reached: (count: number) => Promise<void>;
  /** How long it took from its last step to its end, in milliseconds. */
  readonly lastStepToEndMs: () => number;
  /** The last line: `built`, `up-to-date`, or an error's code and message. */
  readonly ended: Promise<string>;
}

export function startBuildChild(
  corpusDir: string,
  indexDir: string,
  options: { readonly delayMs?: number; readonly lockStaleMs?: number; readonly uid?: number } = {},
): BuildChild {
  const { delayMs = 2, lockStaleMs = 10_000, uid } = options;
  const args = [bundleBuildChild(), corpusDir, indexDir, String(delayMs), String(lockStaleMs)];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const steps: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let last = '';
  let [stepAtMs, endAtMs] = [0, 0];
  const wake = (isOver: boolean): void => {
    for (const { count, resolve } of waiting) if (isOver || steps.length >= count) resolve();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('step ')) {
      steps.push(line.slice('step '.length));
      stepAtMs = performance.now();
    } else {
      last = line;
      endAtMs = performance.now();
    }
    wake(false);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('close', () => {
      wake(true);
      resolve(last);
    });
  });
  const reached = (count: number): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ count, resolve });
      wake(child.exitCode !== null || child.signalCode !== null);
    });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, steps, reached, ended, lastStepToEndMs: () => endAtMs - stepAtMs };
}

/** A child starts three times as fast from one file of plain JavaScript. */
function bundleBuildChild(): string {
  if (existsSync(BUNDLE)) return BUNDLE;
  buildSync({
    ...{ entryPoints: [join(import.meta.dirname, 'build-child.ts')], outfile: BUNDLE },
    ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' },
  });
  return BUNDLE;
}

/** Tries something many times, two at once; gives the messages of those that failed. */
export async function collectLosses(
  times: number,
  attempt: (index: number) => Promise<void>,
  lanes = 2,
): Promise<readonly string[]> {
  const lost: string[] = [];
  const queue = Array.from({ length: times }, (_, index) => index).values();
  const drain = async (): Promise<void> => {
    for (const index of queue) {
      await attempt(index).catch((error: unknown) => {
        lost.push(`${index}: ${error instanceof Error ? error.message : 'unknown'}`);
      });
    }
  };
  await Promise.all(Array.from({ length: lanes }, drain));
  return lost;
}

/** Throws where something is not as it must be; for trials that are counted rather than failed at once. */
export function assertThat(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}
