/** Where articles are, and where their index goes. */
export interface CorpusPlace {
  readonly corpusDir: string;
  readonly indexDir: string;
}

export interface UseCorpusOptions {
  readonly onProgress: (phase: string, done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** What the playground may do with articles: functions that are handed in, so that this room need not know what one is. */
export interface ArticleDesk {
  /**
   * Why a file cannot be used, in words for people; null where it can. `path` is of a file in a folder of its own;
   * `articleId` is the path that it will have in the corpus, with `/`.
   */
  findFault(path: string, articleId: string, signal: AbortSignal): Promise<string | null>;
  /**
   * Indexes a folder and has the bot answer from it. Gives what was left out, by path relative to the folder. Where it
   * throws, the bot answers from what it answered from before.
   */
  useCorpus(place: CorpusPlace, options: UseCorpusOptions): Promise<readonly LeftOut[]>;
  /** Has the bot answer from the shipped articles again. */
  useShipped(options: UseCorpusOptions): Promise<void>;
  /** Articles that the bot answers from at the moment. */
  countArticles(): number;
}

/** A file that is in the folder but not in its index. */
export interface LeftOut {
  readonly path: string;
  readonly message: string;
}
