import { BOOTSTRAP } from './bootstrap.ts';
import { type BeirReport, REPORT_FORMAT } from './evaluation-report.ts';
import type { BeirQueries, Qrels } from './parse-beir.ts';
import {
  type Judgements,
  measureNdcg,
  measureRecall,
  measureReciprocalRank,
  rankDocuments,
} from './ranked-measures.ts';
import { summarizeValues } from './summarize-values.ts';

/** What one search found: by query id, the scores of documents by id. */
export type Run = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface BeirEvaluation {
  readonly qrels: Qrels;
  readonly queries: BeirQueries;
  /** By the name of the row. */
  readonly runs: Readonly<Record<string, Run>>;
  readonly facts: BeirReport['facts'];
  readonly remarks?: readonly string[];
}

/**
 * The report on a BEIR folder. As with trec_eval's `-c`, every judged query counts: one that a run lacks has 0 in all
 * measures, and so has one of whose documents none is relevant. Queries that are not judged do not count.
 */
export function createBeirReport({ qrels, queries, runs, facts, remarks = [] }: BeirEvaluation): BeirReport {
  const questions = [...qrels].map(([id, judgements]) => ({
    id,
    question: queries.get(id) ?? '',
    values: Object.fromEntries(
      Object.entries(runs).map(([row, run]) => [row, measureRanking(run.get(id) ?? new Map(), judgements)]),
    ),
  }));
  const irrelevant = [...qrels.values()].filter(
    (judgements) => ![...judgements.values()].some((grade) => grade >= 1),
  );
  const told =
    irrelevant.length === 0
      ? []
      : [`${irrelevant.length} of the judged queries have no relevant document; they count as 0.`];
  return {
    ...{ format: REPORT_FORMAT, kind: 'beir', facts, bootstrap: { ...BOOTSTRAP } },
    measures: summarizeValues(questions),
    latency: {},
    remarks: [...remarks, ...told],
    questions,
  };
}

function measureRanking(scores: ReadonlyMap<string, number>, judgements: Judgements): Record<string, number> {
  const ranking = rankDocuments(scores);
  return {
    'nDCG@10': measureNdcg(ranking, judgements, 10),
    'Recall@10': measureRecall(ranking, judgements, 10),
    'Recall@100': measureRecall(ranking, judgements, 100),
    'MRR@10': measureReciprocalRank(ranking, judgements, 10),
  };
}
