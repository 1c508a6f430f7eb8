import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Article } from '../../src/corpus/article.ts';
import { parseArticle } from '../../src/corpus/parse-article.ts';
import type { RejectedFile } from '../../src/corpus/rejected-file.ts';

/** The article that a text is read into; throws where it is left out. */
export function parseText(text: string, articleId = 'article.md'): Article {
  const { article, rejected } = parseArticle({ articleId, bytes: Buffer.from(text) });
  if (article === undefined) throw new Error(`left out: ${rejected.reason}: ${rejected.message}`);
  return article;
}

/** Why bytes are left out; throws where they are not. */
export function rejectBytes(bytes: string | Uint8Array, articleId = 'article.md'): RejectedFile {
  const { rejected } = parseArticle({ articleId, bytes: Buffer.from(bytes) });
  if (rejected === undefined) throw new Error('it was not left out');
  return rejected;
}

export function parseFixture(name: string): Article {
  return parseText(readFileSync(join(import.meta.dirname, '..', 'fixtures', 'corpus', name), 'utf8'), name);
}

/** Blocks as `kind depth: text`, which reads well in a test. */
export function describeBlocks({ cleaned, blocks }: Pick<Article, 'cleaned' | 'blocks'>): readonly string[] {
  return blocks.map(({ kind, depth, start, end }) => `${kind} ${depth}: ${cleaned.slice(start, end)}`);
}
