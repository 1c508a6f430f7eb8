import type { Block } from '../corpus/article.ts';
import type { Span } from '../text/split-sentences.ts';
import type { Draft } from './draft.ts';
import type { FindDatesOptions } from './find-dates.ts';
import { parseDate } from './parse-date.ts';
import { titleStatement } from './title-milestone.ts';

interface Cell extends Span {
  readonly text: string;
}

/** A column that holds dates says so; a bare year elsewhere may be anything. */
const DATE_HEADER =
  /\b(?:date|year|when|month|quarter|released?|release|available|availability|seen|start|starts|end|ends|deadline|retire[sd]?|retirement|eta|time|timeframe|period|launched|published|effective|since|until)\b/i;

/** `OrderDate`, `created_at`: a column of data shown as an example, not of events. */
const FIELD_NAME = /^(?:\p{Ll}+|\p{Lu}\p{Ll}+)(?:\p{Lu}\p{Ll}*)+$|_/u;

/**
 * Extracts the dated rows of a table (one line a row, cells parted by `|` or tabs; the first row names the columns):
 * one milestone a row and date of a cell that is a date and nothing else.
 */
export function extractFromTable(
  cleaned: string,
  block: Block,
  kind: 'key' | 'dated',
  options: FindDatesOptions,
): readonly Draft[] {
  const [header = [], ...rows] = splitRows(cleaned, block);
  const drafts: Draft[] = [];
  for (const cells of rows) {
    const seen = new Set<string>();
    const dated = cells.flatMap((cell, column) => {
      const name = header[column]?.text ?? '';
      if (FIELD_NAME.test(name)) return [];
      if (/^\d{4}$/.test(cell.text) && !DATE_HEADER.test(name)) return [];
      const date = parseDate(cell.text, options);
      return date === null || options.versionDates?.has(cell.text) === true ? [] : [{ date, column, name }];
    });
    const first = cells.find(
      ({ text }, column) => text !== '' && !dated.some((entry) => entry.column === column),
    );
    const start = cells[0]?.start;
    const end = cells.at(-1)?.end;
    if (first === undefined || start === undefined || end === undefined) continue;
    for (const { date, name } of dated) {
      const key = `${date.date}/${date.dateEnd ?? ''}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const title = dated.length > 1 && name !== '' ? `${first.text}: ${name}` : first.text;
      drafts.push({ date, kind, title: titleStatement(title), start, end });
    }
  }
  return drafts;
}

function splitRows(cleaned: string, block: Block): readonly (readonly Cell[])[] {
  const rows: Cell[][] = [];
  let lineStart = block.start;
  for (const line of cleaned.slice(block.start, block.end).split('\n')) {
    const isRule = /^[\s|:-]*$/.test(line);
    if (!isRule) rows.push(splitCells(line, lineStart));
    lineStart += line.length + 1;
  }
  return rows;
}

function splitCells(line: string, lineStart: number): Cell[] {
  const mark = line.includes('|') ? '|' : '\t';
  const cells: Cell[] = [];
  let start = 0;
  for (const part of line.split(mark)) {
    const text = part.trim();
    const from = lineStart + start + part.indexOf(text);
    cells.push({ text, start: from, end: from + text.length });
    start += part.length + 1;
  }
  if (mark === '|' && cells[0]?.text === '') cells.shift();
  if (mark === '|' && cells.at(-1)?.text === '') cells.pop();
  return cells;
}
