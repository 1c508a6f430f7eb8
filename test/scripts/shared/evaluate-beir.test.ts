import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluateBeir } from '../../../scripts/shared/evaluate-beir.ts';
import { createHashingEmbedder } from '../../doubles/hashing-embedder.ts';
import { createScriptedReranker } from '../../doubles/scripted-reranker.ts';

const DOCUMENTS = [
  {
    _id: 'harbour',
    title: 'Harbours',
    text: '# Ships *lie* in the harbour.\n\nGulls circle above the pier.',
  },
  { _id: 'bread', title: '', text: 'Bread is baked of flour, water and salt.' },
  { _id: 'granite', title: 'Granite', text: '' },
];
const QUERIES = [
  { _id: 'q1', text: 'ships in the harbour' },
  { _id: 'bread', text: 'what is bread baked of' },
  { _id: 'unjudged', text: 'granite' },
];
const QRELS = 'query-id\tcorpus-id\tscore\nq1\tharbour\t1\nbread\tbread\t1\nlost\tnowhere\t1\n';

let folder = '';
let embedder: ReturnType<typeof createHashingEmbedder>;

const toJsonl = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function evaluate(reranker: ReturnType<typeof createScriptedReranker> | null = null) {
  const countTokens = (text: string) => text.split(/\s+/).length;
  return evaluateBeir({
    models: { embedder, reranker, countTokens, maxTokens: 512 },
    ...{ beirDir: folder, indexDir: join(folder, 'index'), onProgress: () => undefined },
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-beir-'));
  embedder = createHashingEmbedder();
  await mkdir(join(folder, 'qrels'));
  await writeFile(join(folder, 'corpus.jsonl'), toJsonl(DOCUMENTS));
  await writeFile(join(folder, 'queries.jsonl'), toJsonl(QUERIES));
  await writeFile(join(folder, 'qrels', 'test.tsv'), QRELS);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const countPassageCalls = () => embedder.calls.filter(({ kind }) => kind === 'passages').length;

describe('evaluateBeir', () => {
  it('measures documents by their best passage, by all searches, over all judged queries', async () => {
    const { measures, facts, questions, remarks } = await evaluate();
    expect(facts.index).toMatch(/: 3 documents in 3 passages$/);
    expect(questions.map(({ id }) => id)).toEqual(['q1', 'bread', 'lost']);
    for (const row of ['lexical', 'dense', 'hybrid']) {
      // Right for q1; the document with the query's own id is left out; the third query is missing.
      expect(measures[row]?.['nDCG@10']).toMatchObject({ value: 1 / 3, count: 3 });
      expect(measures[row]?.['Recall@100']?.value).toBeCloseTo(1 / 3, 12);
    }
    expect(remarks).toContain('1 of the judged queries are not in queries.jsonl; they count as 0.');
    expect(remarks).toContain('1 relevant documents are not in corpus.jsonl; they cannot be found.');
  });

  it('embeds text as it stands, without reading marks, and titles of documents without text', async () => {
    await evaluate();
    const texts = embedder.calls.filter(({ kind }) => kind === 'passages').flatMap((call) => call.texts);
    expect(texts).toContain('Harbours\n# Ships *lie* in the harbour.\n\nGulls circle above the pier.');
    expect(texts).toContain('Bread is baked of flour, water and salt.');
    expect(texts).toContain('Granite\nGranite');
  });

  it('uses the index again until corpus.jsonl changes, and then what was embedded', async () => {
    const first = await evaluate();
    expect(countPassageCalls()).toBe(1);
    expect((await evaluate()).facts).toEqual(first.facts);
    expect(countPassageCalls()).toBe(1);
    const more = { _id: 'snow', title: 'Snow', text: 'Snow falls on the hill.' };
    await writeFile(join(folder, 'corpus.jsonl'), toJsonl([...DOCUMENTS, more]));
    expect((await evaluate()).facts.index).toContain('4 documents');
    expect(embedder.calls.filter(({ kind }) => kind === 'passages').at(-1)?.texts).toHaveLength(1);
  });

  it('shows a reranker as a further row', async () => {
    const { measures, facts } = await evaluate(
      createScriptedReranker((text) => (text.includes('Bread') ? 1 : 0)),
    );
    expect(facts['reranking model']).toBe('test/reranker');
    // The reranker puts bread before the harbour: 1/log2(3) for q1, of three queries.
    expect(measures['hybrid + reranker']?.['nDCG@10']?.value).toBeCloseTo(0.63093 / 3, 5);
  });

  it('names file and line of a document that cannot be read, and leaves no index', async () => {
    const lines = await readFile(join(folder, 'corpus.jsonl'), 'utf8');
    await writeFile(join(folder, 'corpus.jsonl'), `${lines}{"_id":"bread","text":"again"}\n`);
    await expect(evaluate()).rejects.toThrow('corpus.jsonl, line 4: the id "bread" stands twice');
    await rm(join(folder, 'queries.jsonl'));
    await expect(evaluate()).rejects.toThrow('queries.jsonl: it cannot be read (ENOENT)');
  });
});
