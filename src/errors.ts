/** What every error of Footnote can be told apart by; the edges turn a code into words. */
export type FootnoteErrorCode =
  | 'config-invalid'
  | 'corpus-empty'
  | 'corpus-missing'
  | 'article-rejected'
  | 'embedding-failed'
  | 'model-invalid'
  | 'index-missing'
  | 'index-invalid'
  | 'index-locked'
  | 'index-unwritable'
  | 'build-refused'
  | 'discord-refused'
  | 'internal';

export interface FootnoteErrorOptions {
  readonly code: FootnoteErrorCode;
  readonly cause?: unknown;
}

/**
 * Base of every error that Footnote throws on purpose. The message is one plain sentence that names the file or
 * setting and says what to do; it never holds a token or an asker's text.
 */
export class FootnoteError extends Error {
  readonly code: FootnoteErrorCode;

  constructor(message: string, options: FootnoteErrorOptions) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.code = options.code;
  }
}

/** A setting is unknown, missing or malformed. */
export class ConfigError extends FootnoteError {
  readonly variable: string;

  constructor(variable: string, message: string, cause?: unknown) {
    super(message, { code: 'config-invalid', cause });
    this.variable = variable;
  }
}

/** The corpus, or one article of it, cannot be read. `line` counts from 1; null where there is none. */
export class CorpusError extends FootnoteError {
  readonly path: string;
  readonly line: number | null;

  constructor(path: string, line: number | null, message: string, options: FootnoteErrorOptions) {
    super(message, options);
    this.path = path;
    this.line = line;
  }
}

/** The embedding model is missing, altered, or failed while it ran. */
export class EmbeddingError extends FootnoteError {
  readonly modelId: string;

  constructor(modelId: string, message: string, options: FootnoteErrorOptions) {
    super(message, options);
    this.modelId = modelId;
  }
}

/** A file of the index is not what its manifest, or this program, expects. */
export class IndexFormatError extends FootnoteError {
  readonly path: string;
  readonly expected: string;
  readonly found: string;

  constructor(path: string, expected: string, found: string, message: string, cause?: unknown) {
    super(message, { code: 'index-invalid', cause });
    this.path = path;
    this.expected = expected;
    this.found = found;
  }
}
