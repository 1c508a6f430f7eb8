export interface MarkdownPart {
  readonly source: string;
  /** Lines of the whole source before it. */
  readonly linesBefore: number;
}

export interface SplitMarkdownOptions {
  /** Sources up to this length stay whole, in characters. @default 65536 */
  readonly maxWholeLength?: number;
  /** Least length of a part, in characters. @default 16384 */
  readonly partLength?: number;
}

const DEFAULTS = Object.freeze({
  maxWholeLength: 64 * 1024,
  partLength: 16 * 1024,
}) satisfies SplitMarkdownOptions;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** HTML that goes on over empty lines, and how it ends. */
const RAW_HTML = /<!--|<(?:script|pre|style|textarea)\b/i;
const RAW_HTML_END = /-->|<\/(?:script|pre|style|textarea)>/i;

/**
 * Cuts a long source of Markdown into parts that mean the same by themselves: after an empty line, before an unindented
 * word or heading, outside of code and raw HTML. No list or quote goes on across such a place. The parser takes time
 * and memory with more than the length of its source: 1.5 MB took 7.4 s in one go, and 2.7 s as 397 articles.
 */
export function splitMarkdown(source: string, options: SplitMarkdownOptions = {}): readonly MarkdownPart[] {
  const { maxWholeLength, partLength } = { ...DEFAULTS, ...options };
  if (source.length <= maxWholeLength) return [{ source, linesBefore: 0 }];
  const parts: MarkdownPart[] = [];
  let lines: string[] = [];
  let length = 0;
  let linesBefore = 0;
  let fence: string | null = null;
  let isRaw = false;
  for (const line of source.split('\n')) {
    const isPlace = fence === null && !isRaw && lines.at(-1)?.trim() === '' && /^(?:\p{L}|#)/u.test(line);
    if (isPlace && length >= partLength) {
      parts.push({ source: lines.join('\n'), linesBefore });
      linesBefore += lines.length;
      lines = [];
      length = 0;
    }
    const mark = FENCE.exec(line)?.[1];
    if (fence === null && !isRaw) {
      if (mark !== undefined) fence = mark;
      else if (RAW_HTML.test(line)) isRaw = !RAW_HTML_END.test(line);
    } else if (fence !== null && mark?.startsWith(fence)) {
      fence = null;
    } else if (isRaw) {
      isRaw = !RAW_HTML_END.test(line);
    }
    lines.push(line);
    length += line.length + 1;
  }
  parts.push({ source: lines.join('\n'), linesBefore });
  return parts;
}
