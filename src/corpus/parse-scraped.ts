import { classifyScrapedLines } from './classify-scraped-lines.ts';
import { NO_METADATA } from './page-metadata.ts';
import type { ParsedPage } from './parse-html.ts';
import { createPiece, reportPieces, type Piece } from './piece.ts';
import { readScrapedLines, type ScrapedLine } from './read-scraped-lines.ts';

/** The text of a scraped page → pieces: headings and lists found by their shape, the page's furniture left out. */
export function parseScraped(text: string): ParsedPage {
  const lines = readScrapedLines(text);
  const { roles, byline, title } = classifyScrapedLines(lines);
  const pieces: Piece[] = [];
  const furniture: Piece[] = [];
  let list: number | null = null;
  let levels: number[] = [];
  for (const [index, line] of lines.entries()) {
    const role = roles[index];
    if (role === 'furniture') {
      furniture.push(
        createPiece({ kind: 'paragraph', text: line.text, marker: line.marker, line: line.line }),
      );
    } else if (role === 'heading') {
      const heading = line.text.replace(/^#\s*/, '');
      const numbered = /^\d/.test(line.marker) ? line.marker + heading : heading;
      pieces.push(
        createPiece({ kind: 'heading', depth: heading === title ? 1 : 2, text: numbered, line: line.line }),
      );
    } else if (line.marker === '') {
      pieces.push(createPiece({ kind: 'paragraph', text: line.text, line: line.line }));
    }
    if (role !== 'text' || line.marker === '') {
      if (role !== 'furniture') list = null;
      continue;
    }
    if (list === null) levels = [];
    list ??= index + 1;
    levels = nestLevels(levels, line);
    pieces.push(
      createPiece({
        kind: 'list-item',
        depth: levels.length,
        indent: levels.length - 1,
        text: line.text,
        marker: line.marker,
        list,
        line: line.line,
      }),
    );
  }
  return {
    pieces,
    dropped: reportPieces(furniture, 'furniture'),
    metadata: { ...NO_METADATA, title, author: byline.author, date: byline.date },
  };
}

/** The indentations of the list levels down to this line's. */
function nestLevels(levels: readonly number[], { indent }: ScrapedLine): number[] {
  const above = levels.filter((level) => level < indent);
  return [...above, indent];
}
