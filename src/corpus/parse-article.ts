import { createHash } from 'node:crypto';
import { truncateText } from '../text/truncate.ts';
import type { ArticleFormat, DroppedPart } from './article.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat } from './detect-format.ts';
import { dropNotices } from './drop-notices.ts';
import { dropReferences } from './drop-references.ts';
import { layOutText } from './lay-out-text.ts';
import { mergeMetadata, NO_METADATA } from './page-metadata.ts';
import { parseHtml, type ParsedPage } from './parse-html.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parseScraped } from './parse-scraped.ts';
import type { Piece } from './piece.ts';
import { promoteHeadings } from './promote-headings.ts';
import { readFields } from './read-fields.ts';
import type { ParsedFile, Rejection } from './rejected-file.ts';
import { splitFrontMatter } from './split-front-matter.ts';

export interface ArticleInput {
  /** Path relative to the corpus folder, with `/`. */
  readonly articleId: string;
  readonly bytes: Uint8Array;
}

/** Longest first line that is taken for a title, in characters. */
const MAX_FIRST_LINE = 120;

/**
 * One file → an article, or why it is left out. Pure and synchronous; on hostile input it may take long or run out of
 * stack, so it runs in a worker thread with a deadline (`ParserThread`).
 */
export function parseArticle({ articleId, bytes }: ArticleInput): ParsedFile {
  const reject = (rejection: Rejection): ParsedFile => ({ rejected: { path: articleId, ...rejection } });
  const decoded = decodeText(bytes);
  if (decoded.rejection !== undefined) return reject(decoded.rejection);
  const file = splitFrontMatter(decoded.text);
  if (file.rejection !== undefined) return reject(file.rejection);

  const format = detectFormat(file.body);
  const page = parseBody(format, file.body);
  const shift = file.bodyLine - 1;
  if ('reason' in page) return reject({ ...page, line: page.line === null ? null : page.line + shift });

  const noticed = dropNotices(page.pieces);
  const { pieces, dropped } = dropReferences(promoteHeadings(noticed.pieces));
  const allDropped = [...page.dropped, ...noticed.dropped, ...dropped].map((part) => ({
    ...part,
    line: part.line === null ? null : part.line + shift,
  }));
  if (!pieces.some(({ kind }) => kind !== 'heading' && kind !== 'rule'))
    return reject(describeEmpty(allDropped));

  const metadata = mergeMetadata(readFields(file.fields), page.metadata);
  return {
    article: {
      id: articleId,
      title: metadata.title ?? inferTitle(pieces, articleId),
      url: metadata.url,
      author: metadata.author,
      date: metadata.date,
      tags: metadata.tags,
      textIsPages: format !== 'markdown' && metadata.url !== null,
      format,
      ...layOutText(pieces),
      dropped: allDropped.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  };
}

function parseBody(format: ArticleFormat, body: string): ParsedPage | Rejection {
  if (format === 'html') return parseHtml(body);
  if (format === 'scraped') return parseScraped(body);
  const list = parseMarkdown(body);
  return 'reason' in list ? list : { ...list, metadata: NO_METADATA };
}

function describeEmpty(dropped: readonly DroppedPart[]): Rejection {
  const isFurniture = dropped.some(({ reason }) => reason !== 'empty' && reason !== 'markup');
  return isFurniture
    ? {
        reason: 'furniture-only',
        line: null,
        message:
          'The file holds only menus, links, images or notices, no text of an article. Add the text, or remove the file.',
      }
    : {
        reason: 'empty',
        line: null,
        message: 'The file holds no text below its title. Write an article into it, or remove it.',
      };
}

/** The first heading of the highest level, else a short first line, else the file's name. */
function inferTitle(pieces: readonly Piece[], articleId: string): string {
  const headings = pieces.filter(({ kind }) => kind === 'heading');
  const heading = headings.find(({ depth }) => depth === 1) ?? headings[0];
  if (heading !== undefined) return truncateText(heading.text, MAX_FIRST_LINE * 2);
  const [firstLine = ''] = pieces.find(({ kind }) => kind === 'paragraph')?.text.split('\n') ?? [];
  if (firstLine !== '' && firstLine.length <= MAX_FIRST_LINE) return firstLine;
  const name = articleId.split('/').at(-1) ?? articleId;
  const words = name
    .replace(/(?<=.)\.\w{1,5}$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? name : words;
}
