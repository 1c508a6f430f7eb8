import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex, type BuildIndexOptions } from '../../src/indexing/build-index.ts';
import type { BuildSummary } from '../../src/indexing/build-summary.ts';
import { renderBuildSummary } from '../../src/indexing/render-build-summary.ts';
import { readPointer } from '../../src/retrieval/read-pointer.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../doubles/load-corpus-here.ts';
import { createWordAnswering } from '../doubles/word-answering.ts';
import { type CorpusDraft, writeCorpus } from './make-corpus.ts';
import { makeTempFolder } from './make-index.ts';

const corpus: CorpusDraft = {
  'volcano.md': ['The volcano on the island erupted in 1902 and buried the harbour under ash.'],
  'bread.md': ['Sourdough needs a starter of flour and water that ferments for about a week.'],
  'bridge.md': ['The suspension bridge hangs from two steel cables, each a metre thick.'],
};

const answerable = { kind: 'answerable' } as const;
const questions = [
  { id: 'v1', question: 'volcano erupted?', gold_file: 'volcano.md', gold_answer: '1902', ...answerable },
  { id: 'b1', question: 'steel cables?', gold_file: 'bridge.md', gold_answer: 'two steel', ...answerable },
  { id: 'b2', question: 'bridge colour?', gold_file: 'bridge.md', gold_answer: 'metre', ...answerable },
  { id: 'n1', question: 'moon cheese?', gold_file: null, gold_answer: null, kind: 'off' },
];

interface Bench {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Questions that went through the model so far. */
  readonly embedded: () => readonly string[];
  readonly ask: (lines: readonly object[]) => Promise<void>;
  readonly build: (options?: Partial<BuildIndexOptions>) => Promise<BuildSummary>;
}

async function openBench(): Promise<Bench> {
  const folder = await makeTempFolder();
  const [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
  const embedder = createHashingEmbedder({ dimensions: 16 });
  await writeCorpus(corpusDir, corpus);
  const ask = (lines: readonly object[]) =>
    writeFile(join(corpusDir, 'questions.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  await ask(questions);
  return {
    ...{ corpusDir, indexDir, ask },
    embedded: () => embedder.calls.flatMap(({ kind, texts }) => (kind === 'query' ? texts : [])),
    build: (options) =>
      buildIndex({
        ...{ corpusDir, indexDir, embedder, maxTokens: 512, loadCorpus: loadCorpusHere },
        countTokens: (text) => text.split(/\s+/).length + 2,
        answering: createWordAnswering(),
        ...options,
      }),
  };
}

describe('the regression questions of a corpus', () => {
  it('are asked of a new index, and the summary tells what they gave, the next time too', async () => {
    const { build } = await openBench();
    const first = await build();
    expect(first).toMatchObject({
      outcome: 'built',
      questions: {
        answerable: { count: 3, right: 2, articleFirst: 2 },
        unanswerable: { count: 1, refused: 1 },
        success: 0.75,
        shared: null,
        isBelowFloor: false,
        lost: [],
      },
    });
    expect(renderBuildSummary(first)).toContain('Questions: 2 of 3 (66.7 %) answerable ones answered');
    expect(await build()).toMatchObject({ outcome: 'up-to-date', questions: { success: 0.75 } });
  });

  it('keep the current index where fewer go well, and name what is lost with what was given', async () => {
    const { corpusDir, indexDir, build } = await openBench();
    const { generation } = await build();
    await rm(join(corpusDir, 'bridge.md'));
    const summary = await build();
    expect(summary).toMatchObject({
      outcome: 'below-floor',
      generation,
      articles: { removed: 1 },
      questions: {
        shared: { count: 4, before: 3, now: 2 },
        isBelowFloor: true,
        lost: [
          {
            id: 'b1',
            before: `"${String((corpus['bridge.md'] as readonly string[])[0])}" (bridge.md)`,
            now: 'not in the articles (weak-evidence)',
            removedArticle: 'bridge.md',
          },
        ],
      },
    });
    expect((await readPointer(indexDir))?.generation).toBe(generation);
    expect(await readdir(join(indexDir, 'generations'))).toEqual([generation]);
    const text = renderBuildSummary(summary);
    expect(text).toMatch(/not taken: 2 of 4 questions .* and 3 do now.*--force/);
    expect(text).toMatch(/b1: steel cables\?\n +before: "The suspension.*\n +now: +not in.*bridge\.md is no/);
  });

  it('take the new index all the same if forced to, and it is what the next one is held against', async () => {
    const { corpusDir, build } = await openBench();
    await build();
    await rm(join(corpusDir, 'bridge.md'));
    const forced = await build({ force: true });
    expect(forced).toMatchObject({ outcome: 'built', questions: { lost: [{ id: 'b1' }] } });
    await writeFile(join(corpusDir, 'bread.md'), 'Rye bread keeps for a week.');
    expect(await build()).toMatchObject({ outcome: 'built', questions: { shared: { before: 2, now: 2 } } });
  });

  it('count no new or edited question as lost', async () => {
    const { ask, build } = await openBench();
    const first = await build();
    const [one, ...others] = questions;
    await ask([{ ...one, question: 'lava?' }, ...others, { ...one, id: 'v2', question: 'magma?' }]);
    const second = await build();
    expect(second).toMatchObject({
      outcome: 'built',
      questions: { success: 0.4, shared: { count: 3, before: 2, now: 2 }, lost: [] },
    });
    expect(second.generation).not.toBe(first.generation);
  });

  it('are held against the share that is asked for, where one is', async () => {
    const { indexDir, build } = await openBench();
    const refused = await build({ minSuccess: 0.8 });
    expect(refused).toMatchObject({ outcome: 'below-floor', generation: null });
    expect(renderBuildSummary(refused)).toContain('75.0 % of the questions');
    expect(await readPointer(indexDir)).toBeNull();
    expect(await build({ minSuccess: 0.75 })).toMatchObject({ outcome: 'built', embedded: 0 });
  });

  it('go through the model once, whatever changes around them', async () => {
    const { corpusDir, embedded, build } = await openBench();
    await build();
    expect(embedded()).toHaveLength(4);
    await writeFile(join(corpusDir, 'new.md'), 'Kettles boil water.');
    expect(await build()).toMatchObject({ outcome: 'built' });
    expect(embedded()).toHaveLength(4);
  });

  it('must be questions: a line that is none is named before anything is built', async () => {
    const { ask, build, indexDir } = await openBench();
    await ask([...questions, { id: 'x', question: 'no kind?' }]);
    await expect(build()).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(/questions\.jsonl.*line 5/) as string,
    });
    expect(await readPointer(indexDir)).toBeNull();
  });

  it('may be missing', async () => {
    const { corpusDir, build } = await openBench();
    await rm(join(corpusDir, 'questions.jsonl'));
    expect(await build()).toMatchObject({ outcome: 'built', questions: null });
    expect(await build()).toMatchObject({ outcome: 'up-to-date', questions: null });
  });
});
