/** Where a quote comes from. One for each quoted passage; `number` is the marker that the text shows. */
export interface Citation {
  readonly number: number;
  readonly passageId: string;
  readonly articleId: string;
  readonly title: string;
  /** With a `#:~:text=` fragment only where the article's text is the page's own. */
  readonly url: string | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly headingPath: readonly string[];
}

/** Words taken from a passage as they stand: `passage.text.slice(start − passage.start, end − passage.start)`. */
export interface Quote {
  readonly text: string;
  /** Number of its citation. */
  readonly citation: number;
  /** Offsets in the article's cleaned text. */
  readonly start: number;
  readonly end: number;
}
