import { LOAD_LIMITS, MAX_LIST_DEPTH, measureMarkdownPart } from './measure-markdown-part.ts';
import type { Rejection } from './rejected-file.ts';
import type { MarkdownPart } from './split-markdown.ts';

/** Most paragraphs and other blocks of a file; each costs about 0.1 ms, however short it is. A long novel has some 10,000. */
const MAX_BLOCKS = 15_000;

/**
 * Whether the parser would take more than about two seconds for some Markdown, told by its marks alone and in linear time; and
 * then what there is too much of, and from which line on. Two parts of half a load each are half as slow as one whole load.
 */
export function judgeMarkdownLoad(parts: readonly MarkdownPart[]): Rejection | null {
  let load = 0;
  let blocks = 0;
  for (const { source, linesBefore } of parts) {
    const measured = measureMarkdownPart(source.split('\n'));
    if (measured.tooDeepLine !== null) {
      const message = `From line ${measured.tooDeepLine + linesBefore} on, more than ${MAX_LIST_DEPTH} lists are within each other. Take some out.`;
      return { reason: 'too-deeply-nested', line: measured.tooDeepLine + linesBefore, message };
    }
    load += measured.squares;
    blocks += measured.blocks;
    if (blocks > MAX_BLOCKS) {
      const message = `It has more than ${MAX_BLOCKS} paragraphs, headings and the like. Split the file.`;
      return { reason: 'too-many-marks', line: linesBefore + 1, message };
    }
    if (load <= 1) continue;
    const line = linesBefore + measured.line;
    const { worst } = measured;
    const message = `From line ${line} on, it has too many ${worst} to be read in time (${LOAD_LIMITS[worst]} are the most). Split the file, or save its text.`;
    return { reason: 'too-many-marks', line, message };
  }
  return null;
}
