import pino from 'pino';
import { loadConfig } from '../../src/config.ts';
import { openLibrary, type OpenLibrary } from '../../src/open-library.ts';
import { drawInThread } from '../../src/timeline/draw-in-thread.ts';
import { measureMemory, type Memory } from '../shared/measure-memory.ts';
import { runMeasured } from '../shared/run-measured.ts';
import { askMany, type AskedLevel } from './ask-many.ts';
import { repointIndex } from './repoint-index.ts';
import { watchPauses } from './watch-pauses.ts';

export interface AskIndexOptions {
  readonly indexDir: string;
  readonly questions: readonly string[];
  /** How many ask at once, one level after the other. */
  readonly askers: readonly number[];
}

/** How long something took, and the longest pause of the main thread meanwhile. */
export interface Watched {
  readonly ms: number;
  readonly longestPauseMs: number;
}

export interface AskedIndex {
  readonly passages: number;
  /** From nothing to the first answer being possible, the model included. */
  readonly opening: Watched;
  readonly levels: readonly AskedLevel[];
  readonly timeline: Watched;
  /** A new generation taken up while one asker asks. */
  readonly takingUp: Watched;
  readonly memory: Memory;
}

/** Questions that a level has for each of those who ask at once, at least. */
const QUESTIONS_PER_ASKER = 10;
const MIN_QUESTIONS = 135;

/** Asked first and not counted: a bot has run for a while when it is asked. */
const WARM_UP_QUESTIONS = 20;

/** Entries of the timeline: as many as a picture has at most. */
const TIMELINE_ENTRIES = 40;

async function measureIndex({ indexDir, questions, askers }: AskIndexOptions): Promise<AskedIndex> {
  const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const { result: opened, ...opening } = await time(() =>
    openLibrary({ config: loadConfig({}), logger, build: 'never', indexDir }),
  );
  const { library } = opened;
  try {
    await askMany(library, questions, { askers: 1, count: WARM_UP_QUESTIONS });
    const levels: AskedLevel[] = [];
    for (const count of askers) {
      const asked = Math.max(MIN_QUESTIONS, count * QUESTIONS_PER_ASKER);
      levels.push(await askMany(library, questions, { askers: count, count: asked }));
    }
    const memory = measureMemory();
    const timeline = await drawOne(opened);
    const takingUp = await takeUpNewIndex(opened, indexDir, questions);
    return { passages: library.describe().passageCount, opening, levels, timeline, takingUp, memory };
  } finally {
    await opened.close();
  }
}

async function drawOne({ library }: OpenLibrary): Promise<Watched> {
  const findings = await library.findMilestones({});
  const entries = findings.outcome === 'found' ? findings.entries.slice(0, TIMELINE_ENTRIES) : [];
  if (entries.length === 0) return { ms: NaN, longestPauseMs: NaN };
  const { result, ms, longestPauseMs } = await time(() =>
    drawInThread(entries.map(({ milestone, article }) => ({ ...milestone, sourceTitle: article.title }))),
  );
  if (result.png.length === 0) throw new RangeError('The timeline is empty.');
  return { ms, longestPauseMs };
}

async function takeUpNewIndex(
  opened: OpenLibrary,
  indexDir: string,
  questions: readonly string[],
): Promise<Watched> {
  const { library } = opened;
  opened.watch();
  const before = library.describe().generation;
  const repointed: { restore?: () => Promise<void> } = {};
  try {
    const { ms, longestPauseMs } = await time(async () => {
      repointed.restore = await repointIndex(indexDir);
      for (let asked = 0; library.describe().generation === before; asked += 1) {
        await library.ask(questions[asked % questions.length] ?? '');
      }
    });
    return { ms, longestPauseMs };
  } finally {
    await repointed.restore?.();
  }
}

async function time<T>(work: () => Promise<T>): Promise<Watched & { readonly result: T }> {
  const started = performance.now();
  let ms = 0;
  const watched = await watchPauses(async () => {
    const result = await work();
    ms = performance.now() - started;
    return result;
  });
  return { ...watched, ms };
}

await runMeasured(measureIndex);
