import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { DroppedPart } from './article.ts';
import { flattenMarkdown } from './flatten-markdown.ts';
import { judgeMarkdownLoad } from './judge-markdown-load.ts';
import type { Piece, PieceList } from './piece.ts';
import type { Rejection } from './rejected-file.ts';
import { splitMarkdown, type SplitMarkdownOptions } from './split-markdown.ts';

/** Most quote and list marks at the start of one line; the parser's time grows with the square of them. */
const MAX_MARKS = 100;

/** Most lists in one part of a source, to number the lists of all parts. */
const LISTS_PER_PART = 1_000_000;

/** `[label]: address` and `[^label]: text`, which the whole source may refer to. */
const DEFINITION = /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S/;
/** Most text of definitions that is handed to every part, in characters. */
const MAX_DEFINITIONS = 16 * 1024;

/** GitHub-flavoured Markdown → pieces; or the line that is nested too deeply, or has too much on it, to be parsed. */
export function parseMarkdown(source: string, options: SplitMarkdownOptions = {}): PieceList | Rejection {
  const line = findTooDeepLine(source);
  if (line !== null) {
    const message = `Line ${line} begins with more than ${MAX_MARKS} quote or list marks. Take them out.`;
    return { reason: 'too-deeply-nested', line, message };
  }
  const parts = splitMarkdown(source, options);
  const tooMuch = judgeMarkdownLoad(parts);
  if (tooMuch !== null) return tooMuch;
  const definitions = parts.length === 1 ? '' : collectDefinitions(source);
  const pieces: Piece[] = [];
  const dropped: DroppedPart[] = [];
  for (const [index, part] of parts.entries()) {
    const flat = parsePart(part.source, definitions);
    const shift = <T extends { readonly line: number | null }>(item: T): T =>
      part.linesBefore === 0 || item.line === null ? item : { ...item, line: item.line + part.linesBefore };
    dropped.push(...flat.dropped.map(shift));
    for (const piece of flat.pieces) {
      const list = piece.list === null ? null : piece.list + index * LISTS_PER_PART;
      pieces.push(shift({ ...piece, list }));
    }
  }
  return { pieces, dropped };
}

function parsePart(source: string, definitions: string): PieceList {
  const whole = definitions === '' ? source : `${source}\n\n${definitions}`;
  const root = fromMarkdown(whole, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  root.children = root.children.filter((node) => (node.position?.start.offset ?? 0) <= source.length);
  return flattenMarkdown(root, source);
}

function collectDefinitions(source: string): string {
  const lines: string[] = [];
  let length = 0;
  for (const line of source.split('\n')) {
    if (!DEFINITION.test(line)) continue;
    length += line.length + 2;
    if (length > MAX_DEFINITIONS) break;
    lines.push(line);
  }
  return lines.join('\n\n');
}

function findTooDeepLine(source: string): number | null {
  let marks = 0;
  let isStart = true;
  let line = 1;
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index] ?? '';
    if (character === '\n') {
      line += 1;
      marks = 0;
      isStart = true;
    } else if (isStart && character === '>') {
      marks += 1;
    } else if (isStart && /[-+*]/.test(character)) {
      if (/[ \t]/.test(source[index + 1] ?? '')) marks += 1;
      else isStart = false;
    } else if (isStart && !/[ \t]/.test(character)) {
      isStart = false;
    }
    if (marks > MAX_MARKS) return line;
  }
  return null;
}
