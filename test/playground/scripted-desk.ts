import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArticleDesk, CorpusPlace, LeftOut } from '../../src/playground/article-desk.ts';

/** A desk that knows no article: it counts files, and its builds last until they are told to end. */
export interface ScriptedDesk extends ArticleDesk {
  /** What each file looked at said. */
  readonly looked: { readonly articleId: string; readonly text: string }[];
  /** The files of each corpus that was used, by path. */
  readonly used: string[][];
  readonly places: CorpusPlace[];
  /** Builds wait for `release` from now on. */
  hold(): void;
  release(): void;
  /** What the next build throws. */
  failNext(error: Error): void;
  /** What the next build leaves out. */
  leaveOutNext(file: LeftOut): void;
  /** Whether the last build was told to stop. */
  readonly wasStopped: boolean;
}

/** Text of a file that the desk takes for no article. */
export const NO_ARTICLE = 'no article';

export function createScriptedDesk(): ScriptedDesk {
  let gate = Promise.resolve();
  let release = (): void => undefined;
  let failure: Error | null = null;
  let leftOut: LeftOut[] = [];
  let count = 1;
  let wasStopped = false;
  const desk: Omit<ScriptedDesk, 'wasStopped'> = {
    looked: [],
    used: [],
    places: [],
    hold() {
      gate = new Promise((resolve) => {
        release = resolve;
      });
    },
    release() {
      release();
    },
    failNext(error) {
      failure = error;
    },
    leaveOutNext(file) {
      leftOut = [file];
    },
    async findFault(path, articleId) {
      const text = await readFile(path, 'utf8');
      desk.looked.push({ articleId, text });
      return text.includes(NO_ARTICLE) ? 'There is no article in it.' : null;
    },
    async useCorpus(place, { onProgress, signal }) {
      onProgress('Counting files', 0, 2);
      await Promise.race([
        gate,
        new Promise((resolve) => {
          signal.addEventListener('abort', resolve, { once: true });
        }),
      ]);
      wasStopped = signal.aborted;
      signal.throwIfAborted();
      const thrown = failure;
      failure = null;
      if (thrown !== null) throw thrown;
      const entries = await readdir(place.corpusDir, { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(place.corpusDir.length + 1));
      desk.places.push(place);
      desk.used.push(files.sort());
      const given = leftOut;
      leftOut = [];
      count = files.length - given.length;
      return given;
    },
    async useShipped() {
      await gate;
      count = 1;
    },
    countArticles: () => count,
  };
  return Object.defineProperty(desk, 'wasStopped', { get: () => wasStopped }) as ScriptedDesk;
}
