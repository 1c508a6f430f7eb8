import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBeirReport, type Run } from '../../src/evaluation/create-beir-report.ts';
import type { BeirReport } from '../../src/evaluation/evaluation-report.ts';
import {
  createBeirError,
  parseBeirQueries,
  parseQrels,
  type Qrels,
} from '../../src/evaluation/parse-beir.ts';
import { scoreDocuments } from '../../src/evaluation/score-documents.ts';
import type { Retriever } from '../../src/retrieval/retriever.ts';
import { createSearchRows } from './create-search-rows.ts';
import { openBeirIndex } from './open-beir-index.ts';
import type { Models } from './use-models.ts';

export interface EvaluateBeirOptions {
  readonly models: Models;
  readonly beirDir: string;
  readonly indexDir: string;
  readonly onProgress: (phase: string, done: number, total: number) => void;
}

/** Documents that a run lists for a query: Recall@100 looks no further. */
const RUN_DEPTH = 100;

/** Passages that are asked for first; doubled while they are of too few documents. */
const FIRST_PASSAGES = 4 * RUN_DEPTH;

/** Searches a BEIR folder for each of its judged queries, by every search that is measured. */
export async function evaluateBeir(options: EvaluateBeirOptions): Promise<BeirReport> {
  const { models, beirDir, onProgress } = options;
  const { embedder, reranker } = models;
  const qrelsPath = join(beirDir, 'qrels', 'test.tsv');
  const queriesPath = join(beirDir, 'queries.jsonl');
  // Read before the index is built: a bad file should not cost a wait.
  const qrels = parseQrels(await readBeirFile(qrelsPath), qrelsPath);
  const queries = parseBeirQueries(await readBeirFile(queriesPath), queriesPath);
  const { articles, passages, name, vectorIndex, lexicalIndex } = await openBeirIndex(options);
  const rows = Object.entries(createSearchRows({ passages, vectorIndex, lexicalIndex, embedder }, reranker));
  const runs: Record<string, Map<string, ReadonlyMap<string, number>>> = {};
  let done = 0;
  for (const id of qrels.keys()) {
    onProgress('Searching', done, qrels.size);
    done += 1;
    const text = queries.get(id);
    if (text === undefined) continue;
    for (const [row, retriever] of rows) {
      const run = (runs[row] ??= new Map<string, ReadonlyMap<string, number>>());
      run.set(id, await findDocuments(retriever, text, id));
    }
  }
  onProgress('Searching', done, qrels.size);
  return createBeirReport({
    ...{ qrels, queries },
    runs: Object.fromEntries(rows.map(([row]): [string, Run] => [row, runs[row] ?? new Map()])),
    facts: {
      folder: beirDir,
      index: `${name}: ${articles.length} documents in ${passages.length} passages`,
      'embedding model': embedder.model.modelId,
      'reranking model': reranker?.modelId ?? 'none (RERANK_MODEL)',
    },
    remarks: listRemarks(qrels, queries, new Set(articles.map(({ id }) => id))),
  });
}

/** Scores of the best documents. The document that has the query's own id is left out, as BEIR's evaluation does. */
async function findDocuments(
  retriever: Retriever,
  text: string,
  queryId: string,
): Promise<ReadonlyMap<string, number>> {
  for (let topK = FIRST_PASSAGES; ; topK *= 2) {
    const { hits } = await retriever.search(text, { topK });
    const scores = scoreDocuments(hits, { limit: RUN_DEPTH, except: queryId });
    if (scores.size === RUN_DEPTH || hits.length < topK) return scores;
  }
}

function listRemarks(
  qrels: Qrels,
  queries: ReadonlyMap<string, string>,
  documentIds: ReadonlySet<string>,
): readonly string[] {
  const unknown = [...qrels.keys()].filter((id) => !queries.has(id)).length;
  const lacking = new Set(
    [...qrels.values()].flatMap((judged) =>
      [...judged].flatMap(([id, grade]) => (grade >= 1 && !documentIds.has(id) ? [id] : [])),
    ),
  ).size;
  return [
    'nDCG@10, Recall@k and MRR@10 as trec_eval has them, of documents; a document has the score of its best passage.',
    ...(unknown === 0 ? [] : [`${unknown} of the judged queries are not in queries.jsonl; they count as 0.`]),
    ...(lacking === 0
      ? []
      : [`${lacking} relevant documents are not in corpus.jsonl; they cannot be found.`]),
  ];
}

async function readBeirFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw createBeirError(path, null, `it cannot be read (${code})`, cause);
  });
}
