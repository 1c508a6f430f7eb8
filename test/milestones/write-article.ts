import type { Article, Block } from '../../src/corpus/article.ts';
import { splitArticle } from '../../src/passages/split-article.ts';
import type { Passage } from '../../src/passages/passage.ts';

/**
 * An article from lines as its cleaned text has them: `#` headings, `- ` list items (two spaces a level), rows with
 * ` | ` between their cells, `> ` quotations, `` ` `` code; everything else is a paragraph.
 * A backslash and `n` is a line break within the block.
 */
export function writeArticle(
  lines: string,
  date: string | null = null,
): { readonly article: Article; readonly passages: readonly Passage[] } {
  let cleaned = '';
  const blocks: Block[] = [];
  for (const line of lines.split('\n')) {
    if (line.trim() === '') continue;
    const { kind, depth, text } = readLine(line.replaceAll('\\n', '\n'));
    const previous = blocks.at(-1);
    if (kind === 'table' && previous?.kind === 'table') {
      cleaned += `\n${text}`;
      blocks[blocks.length - 1] = { ...previous, end: cleaned.length };
      continue;
    }
    if (cleaned !== '') cleaned += '\n\n';
    const start = cleaned.length;
    cleaned += text;
    blocks.push({ kind, start, end: cleaned.length, depth });
  }
  const article: Article = {
    id: 'news/story.md',
    title: 'A story',
    url: null,
    author: null,
    date,
    tags: [],
    textIsPages: false,
    format: 'markdown',
    cleaned,
    blocks,
    dropped: [],
    sha256: '0'.repeat(64),
  };
  const countTokens = (text: string) => Math.ceil(text.length / 4);
  return { article, passages: splitArticle(article, { countTokens, maxTokens: 512 }) };
}

function readLine(line: string): Pick<Block, 'kind' | 'depth'> & { readonly text: string } {
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading !== null) return { kind: 'heading', depth: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  const item = /^((?: {2})*)((?:-|\d+\.) .*)$/s.exec(line);
  if (item !== null) return { kind: 'list-item', depth: (item[1]?.length ?? 0) / 2 + 1, text: item[2] ?? '' };
  if (line.startsWith('> ')) return { kind: 'quote', depth: 0, text: line.slice(2) };
  if (line.startsWith('`')) return { kind: 'code', depth: 0, text: line.slice(1) };
  return { kind: line.includes(' | ') ? 'table' : 'paragraph', depth: 0, text: line };
}
