import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParseCache } from '../corpus/parse-cache.ts';
import { READER_VERSION } from '../corpus/reader-version.ts';
import type { ParsedFile } from '../corpus/rejected-file.ts';
import { FOOTNOTE_VERSION } from './footnote-version.ts';

/** Folder of the index with one file for each file of the corpus. */
export const ARTICLE_CACHE_FOLDER = 'articles-cache';

/** What may be done with the files that are there. */
export type ArticleCacheUse =
  /** Read them and add to them. */
  | 'read-write'
  /** Read them only: a dry run writes nothing. */
  | 'read'
  /** Read none and write all anew. */
  | 'write';

/**
 * What the articles of earlier builds were read into, by id and checksum of the file and by the version of the reader:
 *
 *     SHA-256 of the key and of what follows (hex) \n the parsed file as JSON
 *
 * A file that was cut short or altered is not believed, and its article is read again. It has one writer: open it
 * for writing only under the lock.
 */
export class ArticleCache implements ParseCache {
  readonly #folder: string;
  readonly #use: ArticleCacheUse;
  readonly #used = new Set<string>();
  #canWrite: boolean;

  private constructor(folder: string, use: ArticleCacheUse, canWrite: boolean) {
    this.#folder = folder;
    this.#use = use;
    this.#canWrite = canWrite;
  }

  /** There need be nothing, and it need not be possible to write. */
  static async open(indexDir: string, use: ArticleCacheUse): Promise<ArticleCache> {
    const folder = join(indexDir, ARTICLE_CACHE_FOLDER);
    if (use === 'read') return new ArticleCache(folder, use, false);
    const isThere = await mkdir(folder, { recursive: true }).then(
      () => true,
      () => false,
    );
    return new ArticleCache(folder, use, isThere);
  }

  async load(articleId: string, sha256: string): Promise<ParsedFile | undefined> {
    if (this.#use === 'write') return undefined;
    const key = hashKey(articleId, sha256);
    const text = await readFile(this.#locate(key), 'utf8').catch(() => '');
    const lineBreak = text.indexOf('\n');
    const body = text.slice(lineBreak + 1);
    if (lineBreak === -1 || text.slice(0, lineBreak) !== hashBody(key, body)) return undefined;
    this.#used.add(key);
    // Written by this version of this program, as the checksum says.
    return JSON.parse(body) as ParsedFile;
  }

  async save(articleId: string, sha256: string, parsed: ParsedFile): Promise<void> {
    if (!this.#canWrite) return;
    const key = hashKey(articleId, sha256);
    const body = JSON.stringify(parsed);
    try {
      await writeFile(this.#locate(key), `${hashBody(key, body)}\n${body}`);
      this.#used.add(key);
    } catch {
      // The disk is full, most likely: what space there is belongs to the index.
      this.#canWrite = false;
      await rm(this.#locate(key), { force: true }).catch(() => undefined);
    }
  }

  /** Removes what was neither loaded nor saved. Call it when all of the corpus was read. */
  async prune(): Promise<void> {
    if (this.#use === 'read') return;
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (this.#used.has(name)) continue;
      await rm(join(this.#folder, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }

  #locate(key: string): string {
    return join(this.#folder, key);
  }
}

function hashKey(articleId: string, sha256: string): string {
  const fields = [FOOTNOTE_VERSION, READER_VERSION, articleId, sha256];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

function hashBody(key: string, body: string): string {
  return createHash('sha256').update(key).update(body).digest('hex');
}
