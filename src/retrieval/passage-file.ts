import type { ArticleHeader, Block, Passage } from '../passages/passage.ts';

/** An article of the index. */
export interface IndexedArticle extends ArticleHeader {
  readonly passageCount: number;
}

type BlockRow = readonly [Block['kind'], start: number, end: number, depth: number];

/** One line of passages.jsonl. The article is given by its line in articles.jsonl, from 0. */
interface PassageRow {
  readonly id: string;
  readonly article: number;
  readonly headingPath: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly blocks: readonly BlockRow[];
}

/** How long other work of the process may have to wait for its turn, in milliseconds. */
const TURN_MS = 8;

/** The headers with the count of each article's passages, in the given order. */
export function listIndexedArticles(
  headers: readonly ArticleHeader[],
  passages: readonly Passage[],
): readonly IndexedArticle[] {
  const counts = new Map<string, number>();
  for (const { article } of passages) counts.set(article.id, (counts.get(article.id) ?? 0) + 1);
  return headers.map((header) => ({ ...pickHeader(header), passageCount: counts.get(header.id) ?? 0 }));
}

/** Line by line, so that no string holds the whole file. The articles must hold each passage's own. */
export function* serializePassages(
  passages: readonly Passage[],
  articles: readonly IndexedArticle[],
): Generator<string> {
  const lines = new Map(articles.map(({ id }, line) => [id, line]));
  for (const { id, article, headingPath, start, end, text, blocks } of passages) {
    const line = lines.get(article.id);
    if (line === undefined) throw new RangeError(`Passage ${id} is of an article that is not listed.`);
    const rows = blocks.map((block): BlockRow => [block.kind, block.start, block.end, block.depth]);
    const row: PassageRow = { id, article: line, headingPath, start, end, text, blocks: rows };
    yield JSON.stringify(row);
  }
}

/**
 * The passages of a passages.jsonl whose checksum was found right. Those of one article share its header. Gives other
 * work a turn now and then.
 */
export async function parsePassages(jsonl: Buffer, articles: readonly IndexedArticle[]): Promise<Passage[]> {
  const headers = articles.map(pickHeader);
  return parseLines(jsonl, (parsed): Passage => {
    const row = parsed as PassageRow;
    const article = headers[row.article];
    if (article === undefined) throw new RangeError(`Passage ${row.id} names an article that is not listed.`);
    const blocks = row.blocks.map(([kind, start, end, depth]): Block => ({ kind, start, end, depth }));
    return {
      id: row.id,
      article,
      headingPath: row.headingPath,
      start: row.start,
      end: row.end,
      text: row.text,
      blocks,
    };
  });
}

/** The articles of an articles.jsonl whose checksum was found right. Gives other work a turn now and then. */
export async function parseArticles(jsonl: Buffer): Promise<IndexedArticle[]> {
  return parseLines(jsonl, (row) => row as IndexedArticle);
}

/** What a footnote says of an article, and nothing else: an `Article` holds its whole text too. */
function pickHeader({ id, title, url, author, date, tags, textIsPages }: ArticleHeader): ArticleHeader {
  return { id, title, url, author, date, tags, textIsPages };
}

/** Decodes line by line: one string of a big corpus could pass the longest that V8 can hold. */
async function parseLines<Parsed>(jsonl: Buffer, convert: (row: unknown) => Parsed): Promise<Parsed[]> {
  const parsed: Parsed[] = [];
  let turnEnds = performance.now() + TURN_MS;
  for (let start = 0; start < jsonl.length;) {
    const newline = jsonl.indexOf(10, start);
    const end = newline === -1 ? jsonl.length : newline;
    parsed.push(convert(JSON.parse(jsonl.toString('utf8', start, end))));
    start = end + 1;
    if (performance.now() < turnEnds) continue;
    await new Promise(setImmediate);
    turnEnds = performance.now() + TURN_MS;
  }
  return parsed;
}
