import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Article } from '../../src/corpus/article.ts';
import type { Corpus, LoadCorpusOptions } from '../../src/corpus/load-corpus.ts';
import { createBeirError, parseBeirDocument } from '../../src/evaluation/parse-beir.ts';
import { makeBeirArticle } from './make-beir-article.ts';

/** How many documents are read before other work of the process gets a turn. */
const DOCUMENTS_PER_TURN = 500;

/** SHA-256 of a file's bytes, hex; a file of any size. Throws a `ConfigError` where it cannot be read. */
export async function hashBeirCorpus(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (cause) {
    throw createBeirError(path, null, 'it cannot be read', cause);
  }
  return hash.digest('hex');
}

/**
 * The documents of a BEIR corpus.jsonl as a corpus of articles, in the order of the file; for the index the file is one.
 * Throws a `ConfigError` that names the line which is no document, or whose id stands twice.
 */
export async function loadBeirCorpus(
  path: string,
  sha256: string,
  { onProgress, signal }: Pick<LoadCorpusOptions, 'onProgress' | 'signal'> = {},
): Promise<Corpus> {
  const articles: Article[] = [];
  const ids = new Set<string>();
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  let line = 0;
  for await (const json of lines) {
    line += 1;
    if (json.trim() === '') continue;
    const document = parseBeirDocument(line === 1 ? json.replace(/^\uFEFF/, '') : json, path, line);
    if (ids.has(document.id)) {
      throw createBeirError(path, line, `the id ${JSON.stringify(document.id)} stands twice`);
    }
    ids.add(document.id);
    articles.push(makeBeirArticle(document));
    if (line % DOCUMENTS_PER_TURN !== 0) continue;
    // How many there will be is not known before the end.
    onProgress?.(articles.length, articles.length);
    signal?.throwIfAborted();
    await new Promise(setImmediate);
  }
  onProgress?.(articles.length, articles.length);
  return { articles, rejected: [], files: [{ articleId: 'corpus.jsonl', path, bytes: 0, sha256 }] };
}
