import { createHash } from 'node:crypto';
import type { Article, Block } from '../../src/corpus/article.ts';
import type { BeirDocument } from '../../src/evaluation/parse-beir.ts';

/**
 * A document of a BEIR folder as an article: its text as it stands, an empty line between paragraphs and nothing read as
 * Markdown. A document without text has its title for one, so that it can be found.
 */
export function makeBeirArticle({ id, title, text }: BeirDocument): Article {
  const paragraphs = (text.trim() === '' ? title : text)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const blocks: Block[] = [];
  let start = 0;
  for (const { length } of paragraphs) {
    blocks.push({ kind: 'paragraph', start, end: start + length, depth: 0 });
    start += length + 2;
  }
  return {
    ...{ id, title, blocks, cleaned: paragraphs.join('\n\n'), format: 'markdown', dropped: [] },
    ...{ url: null, author: null, date: null, tags: [], textIsPages: false },
    sha256: createHash('sha256')
      .update(JSON.stringify([title, text]))
      .digest('hex'),
  };
}
