import { readFile } from 'node:fs/promises';
import type { Article } from '../../src/corpus/article.ts';
import { listCorpusFiles } from '../../src/corpus/list-corpus-files.ts';
import type { Corpus, LoadCorpusOptions } from '../../src/corpus/load-corpus.ts';
import { parseArticle } from '../../src/corpus/parse-article.ts';
import { isLasting } from '../../src/corpus/parse-cache.ts';
import type { RejectedFile } from '../../src/corpus/rejected-file.ts';

/** `loadCorpus` for files that can be trusted: parses on this thread, and so without the start of a worker. */
export async function loadCorpusHere(corpusDir: string, options: LoadCorpusOptions = {}): Promise<Corpus> {
  const files = await listCorpusFiles(corpusDir);
  const articles: Article[] = [];
  const rejected: RejectedFile[] = [];
  for (const [index, { articleId, path, sha256 }] of files.entries()) {
    const known = await options.cache?.load(articleId, sha256);
    const parsed = known ?? parseArticle({ articleId, bytes: await readFile(path) });
    if (known === undefined && isLasting(parsed)) await options.cache?.save(articleId, sha256, parsed);
    if (parsed.article !== undefined) articles.push(parsed.article);
    else rejected.push(parsed.rejected);
    options.onProgress?.(index + 1, files.length);
  }
  return { articles, rejected, files };
}
