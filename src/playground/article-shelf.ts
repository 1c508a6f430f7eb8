import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ArticleDesk, LeftOut, UseCorpusOptions } from './article-desk.ts';
import { parseArticleName } from './article-name.ts';
import type { StateKeeper } from './playground-state.ts';

export interface ArticleShelfOptions {
  readonly keeper: StateKeeper;
  /** Folder of this playground alone; it is emptied. */
  readonly dataDir: string;
  /** The shipped articles; only read. */
  readonly shippedDir: string;
  /** Hears of what went wrong beyond what people are told. */
  readonly onProblem: (error: unknown) => void;
}

/** Why a request about articles is not taken. */
export interface ShelfRefusal {
  readonly status: 409 | 415 | 422;
  /** For people. */
  readonly message: string;
}

/** Most files that can be dropped on one playground. */
const MAX_FILES = 50;
/** Dropped files have a folder of their own, so that none takes the place of a shipped one. */
const DROPPED = 'dropped';

const CLOSED: ShelfRefusal = {
  status: 409,
  message: 'The articles are still being opened. Try again in a moment.',
};
const BUSY: ShelfRefusal = {
  status: 409,
  message: 'The last change is still being indexed. Try again in a moment.',
};

/**
 * The playground's own articles: a copy of the shipped ones and what was dropped on the page, in a folder of its own.
 *
 *     dataDir/corpus/…            copy of the shipped corpus, made with the first drop
 *     dataDir/corpus/dropped/…    what was dropped
 *     dataDir/index/              its index
 *     dataDir/incoming-…/         a file that is being looked at
 */
export class ArticleShelf {
  readonly #options: ArticleShelfOptions;
  readonly #stopping = new AbortController();
  /** Null before there is a bot to answer. */
  #desk: ArticleDesk | null = null;
  #isBusy = false;
  #work: Promise<void>;

  constructor(options: ArticleShelfOptions) {
    this.#options = options;
    // One that was killed could not tidy up, and a build would compare with what it left.
    this.#work = this.#clear().catch(options.onProblem);
  }

  /** From now on articles are taken: there is a bot to answer from them. */
  open(desk: ArticleDesk): void {
    this.#desk = desk;
    this.#noteCorpus(desk, []);
  }

  /** Looks at a file; where it can be used, starts to index it and gives null. */
  async add(givenName: string, bytes: Uint8Array): Promise<ShelfRefusal | null> {
    const parsed = parseArticleName(givenName);
    if (!('name' in parsed)) return parsed;
    const { name } = parsed;
    const { added } = this.#options.keeper.state.corpus;
    if (!added.includes(name) && added.length >= MAX_FILES) {
      return { status: 422, message: `The playground takes ${MAX_FILES} files. Reset it to begin anew.` };
    }
    const desk = this.#desk;
    if (desk === null) return CLOSED;
    if (this.#isBusy) return BUSY;
    this.#isBusy = true;
    try {
      await this.#work;
      await mkdir(this.#options.dataDir, { recursive: true });
      const incoming = await mkdtemp(join(this.#options.dataDir, 'incoming-'));
      await writeFile(join(incoming, name), bytes);
      const articleId = `${DROPPED}/${name}`;
      const fault = await desk.findFault(join(incoming, name), articleId, this.#stopping.signal);
      if (fault !== null) {
        await rm(incoming, { recursive: true, force: true });
        this.#isBusy = false;
        return { status: 422, message: fault };
      }
      this.#begin(() => this.#index(desk, name, incoming));
      return null;
    } catch (error) {
      this.#isBusy = false;
      throw error;
    }
  }

  /** Begins to go back to the shipped articles; gives null where it does. */
  reset(): ShelfRefusal | null {
    const desk = this.#desk;
    if (desk === null) return CLOSED;
    if (this.#isBusy) return BUSY;
    this.#isBusy = true;
    this.#begin(async () => {
      await desk.useShipped(this.#watchBuild());
      await this.#clear();
      this.#noteCorpus(desk, []);
    });
    return null;
  }

  /** Stops what is under way and removes the folder. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#work;
    await this.#clear();
  }

  #begin(work: () => Promise<void>): void {
    const { keeper, onProblem } = this.#options;
    keeper.change({ problem: null });
    this.#work = work()
      .catch((error: unknown) => {
        if (this.#stopping.signal.aborted) return;
        onProblem(error);
        const reason = error instanceof Error ? error.message : 'Something went wrong.';
        keeper.change({ problem: `The articles stay as they were. ${reason}` });
      })
      .finally(() => {
        this.#isBusy = false;
        keeper.change({ build: null });
      });
  }

  async #index(desk: ArticleDesk, name: string, incoming: string): Promise<void> {
    const { keeper, dataDir, shippedDir } = this.#options;
    const options = this.#watchBuild();
    const corpusDir = join(dataDir, 'corpus');
    const path = join(corpusDir, DROPPED, name);
    const { added } = keeper.state.corpus;
    const replaced = join(incoming, 'replaced');
    const isReplacing = added.includes(name);
    try {
      if (added.length === 0) {
        await rm(corpusDir, { recursive: true, force: true });
        await cp(shippedDir, corpusDir, {
          ...{ recursive: true, dereference: true },
          // The questions are for builds that replace what people rely on; here they would only take time.
          filter: (source) => basename(source) !== 'questions.jsonl',
        });
      }
      await mkdir(join(corpusDir, DROPPED), { recursive: true });
      if (isReplacing) await rename(path, replaced);
      await rename(join(incoming, name), path);
      let leftOut: readonly LeftOut[];
      try {
        leftOut = await desk.useCorpus({ corpusDir, indexDir: join(dataDir, 'index') }, options);
      } catch (error) {
        if (isReplacing) await rename(replaced, path);
        else await rm(path, { force: true });
        throw error;
      }
      const refusal = leftOut.find((file) => file.path === `${DROPPED}/${name}`);
      this.#noteCorpus(desk, [...added.filter((other) => other !== name), name]);
      if (refusal !== undefined) keeper.change({ problem: `${name} was left out. ${refusal.message}` });
    } finally {
      await rm(incoming, { recursive: true, force: true });
    }
  }

  #watchBuild(): UseCorpusOptions {
    const { keeper } = this.#options;
    keeper.change({ build: { phase: 'Preparing', done: 0, total: 1 } });
    return {
      // Of its own, so that listeners do not pile up with every build.
      signal: AbortSignal.any([this.#stopping.signal]),
      onProgress: (phase, done, total) => {
        keeper.change({ build: { phase, done, total } });
      },
    };
  }

  #noteCorpus(desk: ArticleDesk, added: readonly string[]): void {
    const { keeper } = this.#options;
    const kind = added.length === 0 ? 'shipped' : 'own';
    keeper.change({ corpus: { kind, articles: desk.countArticles(), added } });
  }

  async #clear(): Promise<void> {
    await rm(this.#options.dataDir, { recursive: true, force: true });
  }
}
