import { Readability } from '@mozilla/readability';
import type { DroppedPart } from './article.ts';
import { collectTextRuns } from './collect-text-runs.ts';
import { measureTreeDepth, parseDocument, type DomDocument, type DomElement } from './dom.ts';
import { flattenMarkdown } from './flatten-markdown.ts';
import { judgeFurniture } from './judge-furniture.ts';
import { findTooManyElements, MAX_HTML_DEPTH, MAX_HTML_ELEMENTS, measureHtmlDepth } from './html-depth.ts';
import { convertHtmlToMarkdownTree } from './html-to-markdown-tree.ts';
import type { PageMetadata } from './page-metadata.ts';
import { countWords, type Piece, type PieceList } from './piece.ts';
import { readHtmlMetadata } from './read-html-metadata.ts';
import type { Rejection } from './rejected-file.ts';

export interface ParsedPage extends PieceList {
  readonly metadata: PageMetadata;
}

/** Parts that by their own account are not the page's text. */
const ASIDES =
  'script, style, template, noscript, nav, dialog, body > footer, [hidden], [role="navigation"], [role="banner"], ' +
  '[role="contentinfo"], [role="search"], [role="dialog"], [role="alertdialog"]';

/** Readability tries again less strictly below this length of text, in characters; articles may be short. */
const SHORT_TEXT = 140;

/** Least share of the page's text that a part marked as the main one holds. */
const MIN_MAIN_SHARE = 0.4;

/** Text runs looked for within the article's whole text, one by one, before the rest is taken to be left out. */
const MAX_SEARCHES = 2_000;

/** A saved page → its main content as pieces (Mozilla's Readability), what it says of itself, and what was left out. */
export function parseHtml(html: string): ParsedPage | Rejection {
  const written = measureHtmlDepth(html);
  if (written > MAX_HTML_DEPTH) return rejectDepth(written);
  const line = findTooManyElements(html);
  if (line !== null) {
    const message = `The page has more than ${MAX_HTML_ELEMENTS} elements. Save its text, or split it.`;
    return { reason: 'too-many-marks', line, message };
  }
  const document = parseDocument(html);
  const depth = measureTreeDepth(document.body);
  if (depth > MAX_HTML_DEPTH) return rejectDepth(depth);
  const metadata = readHtmlMetadata(document, html);
  const runs = collectTextRuns(document.body);
  for (const aside of [...document.querySelectorAll(ASIDES)]) aside.remove();
  narrowToMain(document);
  const content = extractContent(document) ?? document.body;
  const flat = flattenMarkdown(convertHtmlToMarkdownTree(content.innerHTML), '');
  const pieces = flat.pieces.filter(
    (piece) => piece.kind === 'code' || judgeFurniture(piece.text) !== 'certain',
  );
  return { pieces, dropped: [...flat.dropped, ...listLeftOut(runs, pieces, metadata.title)], metadata };
}

function rejectDepth(depth: number): Rejection {
  const message = `The page has ${depth} elements within each other; at most ${MAX_HTML_DEPTH} are read. Save its text, or mend its unclosed tags.`;
  return { reason: 'too-deeply-nested', line: null, message };
}

/** Where a page marks its main part, and that holds a good part of its text, the rest is taken out of the body. */
function narrowToMain({ body }: DomDocument): void {
  const enough = measureText(body) * MIN_MAIN_SHARE;
  for (const selectors of ['article', 'main, [role="main"]']) {
    const [only, another] = body.querySelectorAll(selectors);
    if (only === undefined || another !== undefined || measureText(only) < enough) continue;
    body.replaceChildren(only);
    return;
  }
}

function measureText(element: DomElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').length;
}

function extractContent(document: object): DomElement | null {
  const reader = new Readability<DomElement>(document, {
    charThreshold: SHORT_TEXT,
    disableJSONLD: true,
    serializer: (node: unknown) => node as DomElement,
  });
  return reader.parse()?.content ?? null;
}

function listLeftOut(
  runs: readonly string[],
  pieces: readonly Piece[],
  title: string | null,
): readonly DroppedPart[] {
  const squeezed = pieces.map(({ text }) => squeeze(text));
  const known = new Set([...squeezed, squeeze(title ?? '')]);
  const whole = squeezed.join('\n');
  let searches = 0;
  const leftOut = runs.filter((run) => {
    const text = squeeze(run);
    if (text === '' || countWords(run) === 0 || known.has(text)) return false;
    searches += 1;
    return searches > MAX_SEARCHES || !whole.includes(text);
  });
  return leftOut.map((text) => ({ line: null, text, reason: 'furniture' }));
}

function squeeze(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
