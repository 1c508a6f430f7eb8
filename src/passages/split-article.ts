import { createHash } from 'node:crypto';
import type { Article, Block } from '../corpus/article.ts';
import { collectSections } from './collect-sections.ts';
import { cutBlock } from './cut-block.ts';
import { describeContext, type Passage } from './passage.ts';

/** Part of the index's fingerprint: raise it with every change that gives other passages for the same article. */
export const SPLITTER_VERSION = '1';

export interface SplitOptions {
  /** Tokens of a text as the embedding model counts them, special tokens included. */
  readonly countTokens: (text: string) => number;
  /** The model's limit, in tokens: no described passage exceeds it. */
  readonly maxTokens: number;
  /** Size to fill a passage up to, in tokens of its own text. @default 110 */
  readonly targetTokens?: number;
}

const DEFAULT_TARGET_TOKENS = 110;

/** A passage may exceed the target by this factor rather than leave a scrap behind. */
const SCRAP_TOLERANCE = 1.35;

interface Piece {
  readonly block: Block;
  readonly tokens: number;
  /** True where the piece makes sense only together with the next: the lead-in of a list, table or code block. */
  readonly leadsIn: boolean;
}

/**
 * Splits an article into passages that follow its structure: never across a heading, whole sentences, list items with
 * their lead-in, code and tables whole where they fit. Every block of the article but its headings is in exactly one
 * passage (or, where too long, cut over several), in order. Pure: the same article gives the same passages and ids.
 */
export function splitArticle(article: Article, options: SplitOptions): readonly Passage[] {
  const target = options.targetTokens ?? DEFAULT_TARGET_TOKENS;
  const seen = new Map<string, number>();
  const passages: Passage[] = [];
  for (const section of collectSections(article)) {
    const context = describeContext({ article, headingPath: section.headingPath }).join('\n');
    const limit = Math.max(
      32,
      Math.min(options.maxTokens - options.countTokens(context) - 8, options.maxTokens),
    );
    const pieces = section.blocks.flatMap((block, index) =>
      cutBlock(article.cleaned, block, Math.min(limit, target * 2), options.countTokens).map(
        (part): Piece => ({
          block: part,
          tokens: options.countTokens(article.cleaned.slice(part.start, part.end)),
          leadsIn: isLeadIn(article.cleaned, part, section.blocks[index + 1]),
        }),
      ),
    );
    for (const group of packPieces(pieces, target, limit)) {
      passages.push(createPassage(article, section.headingPath, group, seen));
    }
  }
  return passages;
}

function isLeadIn(cleaned: string, block: Block, next: Block | undefined): boolean {
  if (next === undefined) return false;
  if (block.kind === 'list-item') return next.kind === 'list-item' && next.depth > block.depth;
  const introduces = next.kind === 'list-item' || next.kind === 'code' || next.kind === 'table';
  return block.kind === 'paragraph' && introduces && /[:：]$/.test(cleaned.slice(block.start, block.end));
}

/** Groups neighbouring pieces so that each group is near the target and within the limit, in tokens. */
function packPieces(pieces: readonly Piece[], target: number, limit: number): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  let group: Piece[] = [];
  let tokens = 0;
  let rest = countAll(pieces);
  for (const piece of pieces) {
    const fits =
      tokens + piece.tokens <= target ||
      (tokens + rest <= target * SCRAP_TOLERANCE && tokens + rest <= limit) ||
      (group.every(({ leadsIn }) => leadsIn) && tokens + piece.tokens <= limit);
    if (group.length > 0 && !fits) {
      const carried = takeTrailingLeadIns(group);
      if (group.length > 0) groups.push(group);
      else groups.push(carried.splice(0));
      group = carried;
      tokens = countAll(carried);
    }
    group.push(piece);
    tokens += piece.tokens;
    rest -= piece.tokens;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function countAll(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { tokens }) => sum + tokens, 0);
}

/** Takes the lead-ins off the end of a group, since they belong with what follows. */
function takeTrailingLeadIns(group: Piece[]): Piece[] {
  let count = 0;
  while (count < group.length && group.at(-1 - count)?.leadsIn === true) count += 1;
  return group.splice(group.length - count, count);
}

function createPassage(
  article: Article,
  headingPath: readonly string[],
  pieces: readonly Piece[],
  seen: Map<string, number>,
): Passage {
  const blocks = pieces.map(({ block }) => block);
  const start = blocks[0]?.start ?? 0;
  const end = blocks.at(-1)?.end ?? start;
  const text = article.cleaned.slice(start, end);
  const key = JSON.stringify([article.id, headingPath, text]);
  const occurrence = seen.get(key) ?? 0;
  seen.set(key, occurrence + 1);
  const id = createHash('sha256').update(`${key}${occurrence}`).digest('hex').slice(0, 16);
  const { id: articleId, title, url, author, date, tags, textIsPages } = article;
  return {
    id,
    article: { id: articleId, title, url, author, date, tags, textIsPages },
    headingPath,
    start,
    end,
    text,
    blocks,
  };
}
