import { FIELD_BOOSTS, LEXICAL_FIELDS, type LexicalField, type LexicalPostings } from './lexical-postings.ts';

/**
 * BM25+ (Lv and Zhai, 2011): `K` saturates term frequency, `B` is the share of length normalisation, `D` the floor for
 * one occurrence in a long text. The values, and that the sum is multiplied by the number of the question's stems that
 * are found, are those of MiniSearch 7, which this index took the place of (docs/decisions/0006).
 */
const K = 1.2;
const B = 0.7;
const D = 0.5;

/** A stem by its place in the vocabulary, and how much it counts. */
export interface ScoredTerm {
  readonly term: number;
  readonly weight: number;
}

export interface ScoredPassage {
  readonly position: number;
  readonly score: number;
}

/**
 * Scores passages by the stems they hold: the best `limit`, and those of the `wanted` positions that hold one too. Best
 * first, ties in order of position.
 */
export type ScorePostings = (
  terms: readonly ScoredTerm[],
  limit: number,
  wanted: ReadonlySet<number>,
) => readonly ScoredPassage[];

/** The sums are kept between calls: a big index would otherwise make half a megabyte of garbage with each question. */
export function createPostingsScorer({ passageCount, fields }: LexicalPostings): ScorePostings {
  /** Of all stems so far, and of the one at hand. Zero outside of a call, and for a passage that is not touched. */
  const sums = new Float64Array(passageCount);
  const sumsOfTerm = new Float64Array(passageCount);
  const foundTerms = new Uint16Array(passageCount);
  const touched = new Uint32Array(passageCount);
  const touchedByTerm = new Uint32Array(passageCount);
  const normsOf: Readonly<Record<LexicalField, Float64Array>> = {
    title: listNorms(fields.title),
    headings: listNorms(fields.headings),
    text: listNorms(fields.text),
  };

  return (terms, limit, wanted) => {
    let touchedCount = 0;
    for (const { term, weight } of terms) {
      let countOfTerm = 0;
      for (const field of LEXICAL_FIELDS) {
        const { starts, passages, counts, lengths } = fields[field];
        const norms = normsOf[field];
        const [from = 0, to = 0] = [starts[term], starts[term + 1]];
        const idf = Math.log(1 + (passageCount - (to - from) + 0.5) / (to - from + 0.5));
        const boost = weight * FIELD_BOOSTS[field];
        for (let at = from; at < to; at += 1) {
          const position = passages[at] ?? 0;
          const count = counts[at] ?? 0;
          const norm = norms[lengths[position] ?? 0] ?? 0;
          if (sumsOfTerm[position] === 0) touchedByTerm[countOfTerm++] = position;
          sumsOfTerm[position] =
            (sumsOfTerm[position] ?? 0) + boost * (idf * (D + (count * (K + 1)) / (count + norm)));
        }
      }
      for (let index = 0; index < countOfTerm; index += 1) {
        const position = touchedByTerm[index] ?? 0;
        if (foundTerms[position] === 0) touched[touchedCount++] = position;
        foundTerms[position] = (foundTerms[position] ?? 0) + 1;
        sums[position] = (sums[position] ?? 0) + (sumsOfTerm[position] ?? 0);
        sumsOfTerm[position] = 0;
      }
    }
    const best = createBest(limit);
    const others: ScoredPassage[] = [];
    for (let index = 0; index < touchedCount; index += 1) {
      const position = touched[index] ?? 0;
      const score = (sums[position] ?? 0) * (foundTerms[position] ?? 0);
      if (wanted.has(position)) others.push({ position, score });
      else best.offer(position, score);
      sums[position] = 0;
      foundTerms[position] = 0;
    }
    return [...best.finish(), ...others]
      .sort(comparePassages)
      .filter(({ position }, rank) => rank < limit || wanted.has(position));
  };
}

/** For each length of a field, what a term frequency is held against. */
function listNorms({
  lengths,
  averageLength,
}: {
  lengths: Uint32Array;
  averageLength: number;
}): Float64Array {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return Float64Array.from(
    { length: longest + 1 },
    (_, length) => K * (1 - B + (B * length) / averageLength),
  );
}

/** Keeps the best `limit` of what it is offered: twice as many, of which the worse half is dropped now and then. */
function createBest(limit: number): Best {
  let list: ScoredPassage[] = [];
  /** What is no better than this is not among the best. */
  let floor: ScoredPassage | undefined;
  const finish = (): ScoredPassage[] => list.sort(comparePassages).slice(0, limit);
  return {
    offer(position, score) {
      if (floor !== undefined && comparePassages({ position, score }, floor) > 0) return;
      list.push({ position, score });
      if (list.length < 2 * limit) return;
      list = finish();
      floor = list.at(-1);
    },
    finish,
  };
}

interface Best {
  offer(position: number, score: number): void;
  /** In order, best first. */
  finish(): ScoredPassage[];
}

function comparePassages(a: ScoredPassage, b: ScoredPassage): number {
  return b.score - a.score || a.position - b.position;
}
