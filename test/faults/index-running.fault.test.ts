import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Abstention, Answer } from '../../src/answers/answer.ts';
import type { Library } from '../../src/answers/library.ts';
import { loadConfig } from '../../src/config.ts';
import { openLibrary, type OpenLibrary } from '../../src/open-library.ts';
import { LEASE_FOLDER } from '../../src/retrieval/generation-lease.ts';
import { locateGeneration } from '../../src/retrieval/read-pointer.ts';
import { runProgram, startProgram } from '../doubles/run-program.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import { assertThat, collectLosses } from './support/index-stage.ts';

// The real model, the real script and the wiring that the bot runs on; only Discord is not there.
vi.setConfig({ testTimeout: 15 * 60_000 });

const root = join(import.meta.dirname, '..', '..');

/** Every number of revision n is a multiple of a hundred, and n. */
const FACTS = [
  {
    title: 'The Lighthouse of Port Ember',
    question: 'How high is the lighthouse of Port Ember?',
    sentence: (n: number) => `The lighthouse of Port Ember is ${100 + n} feet high and is made of granite.`,
  },
  {
    title: 'Ferries between the Harn Islands',
    question: 'How many passengers does the ferry Marigold carry?',
    sentence: (n: number) => `The ferry Marigold carries ${200 + n} passengers between the Harn Islands.`,
  },
  {
    title: 'The Library of Wexmoor',
    question: 'How many books does the library of Wexmoor hold?',
    sentence: (n: number) => `The library of Wexmoor holds ${300 + n} books that were printed by hand.`,
  },
] as const;

let folder = '';
let indexDir = '';
let corpusDir = '';
let open: OpenLibrary;
const logged: { readonly level: number; readonly msg: string }[] = [];

async function writeRevision(n: number): Promise<void> {
  await mkdir(corpusDir, { recursive: true });
  for (const [index, { title, sentence }] of FACTS.entries()) {
    const text = `---\ntitle: ${title}\ndate: 2024-05-0${index + 1}\n---\n\n## About it\n\n${sentence(n)}\n`;
    await writeFile(join(corpusDir, `article-${index}.md`), text);
  }
}

const flags = (): readonly string[] => ['--corpus', corpusDir, '--index', indexDir];

async function runBuild(): Promise<void> {
  const { code, stderr } = await runProgram('scripts/index.ts', { cwd: folder, args: flags() });
  assertThat(code === 0, `npm run index ended with ${code ?? 'a signal'}: ${stderr}`);
}

/** The revision that all numbers of a reply are of. Throws where it is no answer, or a mixture. */
function readAnswer(reply: Answer | Abstention, asked: (typeof FACTS)[number]): number {
  assertThat(reply.outcome === 'answer', `no answer to: ${asked.question}`);
  const numbers = reply.quotes.flatMap(({ text }) =>
    [...text.matchAll(/\d{3}/g)].map(([digits]) => Number(digits)),
  );
  const revisions = new Set(numbers.map((number) => number % 100));
  const [revision] = revisions;
  assertThat(revisions.size === 1 && revision !== undefined, `a mixture: ${reply.text}`);
  assertThat(reply.text.includes(asked.sentence(revision)), `another answer: ${reply.text}`);
  return revision;
}

async function askAll(library: Library): Promise<readonly number[]> {
  return Promise.all(FACTS.map(async (fact) => readAnswer(await library.ask(fact.question), fact)));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-faults-running-'));
  [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
  await writeRevision(0);
  const config = loadConfig({
    ...{ CORPUS_DIR: corpusDir, INDEX_DIR: indexDir, MODELS_DIR: join(root, 'models') },
    EMBEDDING_THREADS: '1',
  });
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(JSON.parse(chunk.toString('utf8')) as (typeof logged)[number]);
      done();
    },
  });
  open = await openLibrary({ config, logger: pino({ level: 'info' }, sink), build: 'if-needed' });
  open.watch();
}, 5 * 60_000);

afterAll(async () => {
  await open.close();
  expect(existsSync(join(indexDir, LEASE_FOLDER)) ? await readdir(join(indexDir, LEASE_FOLDER)) : []).toEqual(
    [],
  );
  await rm(folder, { recursive: true, force: true });
});

describe('an index that people ask', () => {
  it('answers every question from one generation while npm run index replaces it', async () => {
    const times = chooseTimes({ full: 8, quick: 2 });
    const { library } = open;
    let questions = 0;
    const lost: string[] = [];
    for (let revision = 1; revision <= times; revision += 1) {
      await writeRevision(revision);
      const building = runBuild();
      building.catch(() => undefined);
      let newest = revision - 1;
      for (const deadline = performance.now() + 120_000; newest < revision && performance.now() < deadline;) {
        questions += FACTS.length;
        const given = await askAll(library).catch((error: unknown) => {
          lost.push(error instanceof Error ? error.message : 'unknown');
          return [];
        });
        if (given.some((one) => one < newest || one > revision)) lost.push(`${given.join()} after ${newest}`);
        // Questions that were on their way during the switch are answered from the one before.
        if (given.length > 0) newest = Math.max(newest, Math.min(...given));
        await sleep(5);
      }
      await building;
      if (newest < revision) lost.push(`revision ${revision} was not taken up`);
      const held = await readdir(join(indexDir, 'generations'));
      if (!held.includes(library.describe().generation)) lost.push('the generation in use was removed');
    }
    recordFault({
      section: 'index',
      fault: 'npm run index while questions are asked, with the real model',
      times,
      lost: lost.length,
      note: `${questions} questions, each answered from one generation`,
    });
    expect(lost).toEqual([]);
  });

  it('answers on where its generation, its pointer or the whole index is deleted, and says what to do', async () => {
    const { library } = open;
    const times = chooseTimes({ full: 6, quick: 2 });
    const lost = await collectLosses(
      times,
      async (index) => {
        const targets = [
          locateGeneration(indexDir, library.describe().generation),
          indexDir,
          join(indexDir, 'current.json'),
        ];
        logged.length = 0;
        await rm(targets[index % targets.length] ?? '', { recursive: true });
        const [before] = await askAll(library);
        await vi.waitFor(
          () => {
            const words = logged.find(({ msg }) => /is gone;.*Run "npm run index"/.test(msg));
            assertThat(words !== undefined, 'nothing was said');
          },
          { timeout: 30_000, interval: 100 },
        );
        assertThat(
          (await askAll(library)).every((one) => one === before),
          'it answers otherwise',
        );
        const old = library.describe().generation;
        await writeRevision(50 + index);
        await runBuild();
        await vi.waitFor(() => {
          assertThat(library.describe().generation !== old, 'the new index was not taken up');
        }, 30_000);
        const after = await askAll(library);
        assertThat(
          after.every((one) => one === 50 + index),
          `it answers from revision ${after.join()}`,
        );
      },
      1,
    );
    recordFault({
      section: 'index',
      fault: 'generation folder, pointer or whole index deleted under the running bot',
      times,
      lost: lost.length,
      note: 'it answers on from memory, says what to do, and takes up the next index',
    });
    expect(lost).toEqual([]);
  });

  it('is kept up to date by npm run index -- --watch, which survives what happens to the articles', async () => {
    const { library } = open;
    const times = chooseTimes({ full: 6, quick: 2 });
    const random = createRandom('watch');
    const events: { readonly event: string }[] = [];
    const watching = startProgram('scripts/index.ts', {
      cwd: folder,
      args: [...flags(), '--watch', '--json'],
    });
    const { stdout } = watching.child;
    if (stdout !== null) {
      createInterface({ input: stdout }).on('line', (line) =>
        events.push(JSON.parse(line) as { event: string }),
      );
    }
    const waitFor = (check: () => boolean, what: string): Promise<void> =>
      vi.waitFor(
        () => {
          assertThat(check(), what);
        },
        { timeout: 60_000, interval: 50 },
      );
    const count = (kind: string): number => events.filter(({ event }) => event === kind).length;
    await waitFor(() => count('built') === 1, 'no first build');
    const accidents = [
      async () => writeFile(join(corpusDir, 'bad.md'), '---\ntitle: [\n---\n'),
      async () => {
        const known = count('missing');
        await rename(corpusDir, `${corpusDir}-away`);
        await waitFor(() => count('missing') > known, 'the missing folder was not told');
        await rename(`${corpusDir}-away`, corpusDir);
      },
      async () => writeFile(join(indexDir, 'embeddings-cache', 'stray.tmp'), 'x'),
    ];
    const lost = await collectLosses(
      times,
      async (index) => {
        await accidents[index % accidents.length]?.();
        await sleep(random() * 1500);
        await writeRevision(70 + index);
        await vi.waitFor(
          async () => {
            const given = await askAll(library);
            assertThat(
              given.every((one) => one === 70 + index),
              `it answers from revision ${given.join()}`,
            );
          },
          { timeout: 60_000, interval: 200 },
        );
      },
      1,
    );
    const startedMs = performance.now();
    watching.child.kill('SIGTERM');
    const { code } = await watching.ended;
    const stoppedMs = performance.now() - startedMs;
    recordFault({
      section: 'index',
      fault:
        'npm run index -- --watch: articles changed, one made unreadable, the folder taken away and put back',
      times,
      lost: lost.length,
      note: `each change answered from; SIGTERM ends it with ${code ?? 'a signal'} in ${(stoppedMs / 1000).toFixed(1)} s`,
    });
    expect(lost).toEqual([]);
    expect(code).toBe(0);
  });
});
