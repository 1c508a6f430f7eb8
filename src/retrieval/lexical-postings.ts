/** The parts of a passage whose words are indexed, and how much a word counts in each, relative to the text. */
export const FIELD_BOOSTS = { title: 1.6, headings: 1.3, text: 1 } as const;

export type LexicalField = keyof typeof FIELD_BOOSTS;

export const LEXICAL_FIELDS = Object.keys(FIELD_BOOSTS) as readonly LexicalField[];

/**
 * Where each stem of the vocabulary stands in one field of the passages. Stem `t` stands in
 * `passages[starts[t]]` up to `passages[starts[t + 1]]` (exclusive; ascending), as often as `counts` says there.
 */
export interface FieldPostings {
  readonly starts: Uint32Array;
  readonly passages: Uint32Array;
  readonly counts: Uint16Array;
  /** Different stems of each passage's field. */
  readonly lengths: Uint32Array;
  /** Mean of `lengths`. */
  readonly averageLength: number;
}

/** Words → passages, in arrays that are read from a file as they are. */
export interface LexicalPostings {
  readonly passageCount: number;
  /** Stems in ascending order of their UTF-16 units. */
  readonly vocabulary: readonly string[];
  /** For each stem, the passages that hold it in any field. */
  readonly frequencies: Uint32Array;
  readonly fields: Readonly<Record<LexicalField, FieldPostings>>;
}
