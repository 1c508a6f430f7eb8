import type { Article, Block, BlockKind } from '../../src/corpus/article.ts';

export interface BlockDraft {
  readonly kind: BlockKind;
  readonly text: string;
  readonly depth?: number;
}

/** An article whose cleaned text is the given blocks, parted as the corpus room parts them. */
export function makeArticle(drafts: readonly BlockDraft[], header: Partial<Article> = {}): Article {
  const blocks: Block[] = [];
  let cleaned = '';
  for (const [index, { kind, text, depth = 0 }] of drafts.entries()) {
    const previous = drafts[index - 1];
    if (previous !== undefined)
      cleaned += previous.kind === 'list-item' && kind === 'list-item' ? '\n' : '\n\n';
    blocks.push({ kind, depth, start: cleaned.length, end: cleaned.length + text.length });
    cleaned += text;
  }
  return {
    id: 'news/article.md',
    title: 'A title',
    url: 'https://example.org/article',
    author: 'Ada Writer',
    date: '2025-08-22',
    tags: [],
    textIsPages: false,
    format: 'markdown',
    dropped: [],
    sha256: '0'.repeat(64),
    ...header,
    cleaned,
    blocks,
  };
}
