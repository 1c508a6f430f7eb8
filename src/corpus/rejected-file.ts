import type { Article } from './article.ts';

/** Why a file of the corpus is left out. */
export type RejectionReason =
  /** The file is larger than `maxFileBytes`; it was not read. */
  | 'too-large'
  /** The system refused to open or read it, or a link leads nowhere. */
  | 'unreadable'
  /** A link that leads out of the corpus folder; it was not followed. */
  | 'outside-folder'
  /** An image, a PDF or another file that is no text. */
  | 'binary'
  /** Text in another encoding than UTF-8. */
  | 'not-utf8'
  /** No text, or headings only. */
  | 'empty'
  /** Menus, calls to action, link lists and the like, and nothing else. */
  | 'furniture-only'
  /** YAML or TOML that cannot be read, or that does not end. */
  | 'front-matter-invalid'
  /** Elements, quotes or lists within each other, deeper than a reader could follow. */
  | 'too-deeply-nested'
  /** More lists, quotes, links, tags or the like than can be read in time. */
  | 'too-many-marks'
  /** Parsing took longer than `timeoutMsPerFile`. */
  | 'timeout'
  /** Parsing took more memory than `maxMemoryMb`. */
  | 'out-of-memory'
  /** The parser failed in a way that is not foreseen. */
  | 'unparsable'
  /** Another article, earlier by id, has the same title. */
  | 'duplicate-title';

export interface Rejection {
  readonly reason: RejectionReason;
  /** Line of the file, from 1; null where there is none to name. */
  readonly line: number | null;
  /** One or two plain sentences: what is wrong, and what to do. */
  readonly message: string;
}

/** A file that was left out. */
export interface RejectedFile extends Rejection {
  /** The article id: relative to the corpus folder, with `/`. */
  readonly path: string;
}

/** What came of one file. */
export type ParsedFile =
  | { readonly article: Article; readonly rejected?: undefined }
  | { readonly rejected: RejectedFile; readonly article?: undefined };
