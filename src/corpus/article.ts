/** How a file was read; decided by its content, never by its extension. */
export type ArticleFormat = 'markdown' | 'scraped' | 'html';

/** What a footnote says of an article. Kept with every passage. */
export interface ArticleHeader {
  /** Path relative to the corpus folder, with `/`. */
  readonly id: string;
  readonly title: string;
  /** An http(s) address; null where the article gives none. */
  readonly url: string | null;
  readonly author: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as the article states it, in UTC. */
  readonly date: string | null;
  readonly tags: readonly string[];
  /** True where the cleaned text is the very text of the page at `url`, so that a text fragment finds it there. */
  readonly textIsPages: boolean;
}

export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'code' | 'table' | 'quote';

/** A span `[start, end)` of the cleaned text, in UTF-16 units. Blocks are in order and never overlap. */
export interface Block {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
  /** Heading level from 1, list nesting from 1, else 0. A list item's span begins at its marker (`- `, `2. `). */
  readonly depth: number;
}

/** A part of the file that is not in the cleaned text. */
export interface DroppedPart {
  /** Line of the file, from 1; null where it cannot be told (HTML). */
  readonly line: number | null;
  readonly text: string;
  readonly reason: 'furniture' | 'reference-list' | 'syndication-notice' | 'image' | 'markup' | 'empty';
}

/** One source document of the corpus. */
export interface Article extends ArticleHeader {
  readonly format: ArticleFormat;
  /** Plain text: headings, paragraphs, list items, code and tables, parted by line breaks; no Markdown marks. */
  readonly cleaned: string;
  readonly blocks: readonly Block[];
  readonly dropped: readonly DroppedPart[];
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
}
