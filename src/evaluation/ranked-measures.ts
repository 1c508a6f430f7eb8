/** Grades of one query's judged documents by id. A document is relevant from grade 1 on; what is not judged is not. */
export type Judgements = ReadonlyMap<string, number>;

/**
 * Ids in the order in which trec_eval takes the documents of a run: by score, ties by id descending, whatever order the
 * run gives them in (`comp_sim_docno` of its form_res_rels.c).
 */
export function rankDocuments(scores: ReadonlyMap<string, number>): readonly string[] {
  return [...scores]
    .sort(([idA, a], [idB, b]) => b - a || (idA < idB ? 1 : idA > idB ? -1 : 0))
    .map(([id]) => id);
}

/**
 * Normalised discounted cumulative gain at k (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR
 * techniques", ACM TOIS 20, 2002) as trec_eval's `ndcg_cut` has it: the gain is the grade itself, the discount
 * log2(rank + 1), the ideal is over all judged documents. 0 where none is relevant. `ranking` is best first.
 */
export function measureNdcg(ranking: readonly string[], judgements: Judgements, k: number): number {
  const gains = ranking.slice(0, k).map((id) => judgements.get(id) ?? 0);
  const ideal = [...judgements.values()].sort((a, b) => b - a).slice(0, k);
  const best = accumulateGain(ideal);
  return best === 0 ? 0 : accumulateGain(gains) / best;
}

/** Share of the relevant documents that are in the top k: trec_eval's `recall`. 0 where none is relevant. */
export function measureRecall(ranking: readonly string[], judgements: Judgements, k: number): number {
  const relevant = [...judgements.values()].filter(isRelevant).length;
  if (relevant === 0) return 0;
  return ranking.slice(0, k).filter((id) => isRelevant(judgements.get(id))).length / relevant;
}

/**
 * 1 / rank of the first relevant document (trec_eval's `recip_rank`), 0 where it is not in the top k: the mean over
 * queries is MRR@k, as MS MARCO and BEIR report it.
 */
export function measureReciprocalRank(ranking: readonly string[], judgements: Judgements, k: number): number {
  const index = ranking.slice(0, k).findIndex((id) => isRelevant(judgements.get(id)));
  return index === -1 ? 0 : 1 / (index + 1);
}

/** 1 where any relevant document is in the top k, else 0: trec_eval's `success`. */
export function measureSuccess(ranking: readonly string[], judgements: Judgements, k: number): number {
  return ranking.slice(0, k).some((id) => isRelevant(judgements.get(id))) ? 1 : 0;
}

function isRelevant(grade: number | undefined): boolean {
  return grade !== undefined && grade >= 1;
}

function accumulateGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + Math.max(0, grade) / Math.log2(index + 2), 0);
}
