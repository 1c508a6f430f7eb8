import { SimpleMarkdown } from 'discord-markdown-parser';

/*
 * discord-markdown-parser 1.3 knows no lists. This rule is for its engine, simple-markdown.
 */

const FIRST = /^( *)(?:[-*]|\d{1,9}\.) +[^\n]+/;
/** The last group is the line's end, by which the library's own rules know the start of a line. */
const LIST = /^ *(?:[-*]|\d{1,9}\.) +[^\n]+(?:\n(?: *(?:[-*]|\d{1,9}\.) +[^\n]+| {2,}[^\n]*\S[^\n]*))*(\n|$)/;
const ITEM = /^( *)([-*]|(\d{1,9})\.) +(.*)$/;
/** Discord nests to eleven levels; a hostile text may not go deeper here. */
const MAX_DEPTH = 11;

/** What the rule makes of a list, in the shape of the engine's own list nodes. */
export interface ListNode {
  readonly type: 'list';
  readonly start: number | null;
  readonly items: readonly (readonly object[])[];
}

/** What the engine hands to its rules, as far as it is used here. */
export interface ParseState {
  prevCapture?: readonly string[] | null;
  inList?: number;
}

/** Whether what is read next stands at the start of a line. */
export function isLineStart({ prevCapture }: ParseState): boolean {
  return prevCapture?.[0]?.endsWith('\n') ?? true;
}

/** Lists as Discord has them: `-`, `*` or `1.` at the start of a line, nested by two spaces. */
export const listRule = {
  order: SimpleMarkdown.defaultRules.heading.order - 0.25,
  match: (source: string, state: ParseState): RegExpExecArray | null => {
    if (!isLineStart(state) || (state.inList ?? 0) >= MAX_DEPTH || !FIRST.test(source)) return null;
    return LIST.exec(source);
  },
  parse: (
    capture: readonly string[],
    parse: (source: string, state: ParseState) => object[],
    state: ParseState,
  ): ListNode => {
    const items = splitItems((capture[0] ?? '').replace(/\n$/, '').split('\n'));
    const inner = { ...state, inList: (state.inList ?? 0) + 1 };
    return {
      type: 'list',
      start: items[0]?.number ?? null,
      items: items.map(({ text, below }) => [
        ...parse(text, { ...inner, prevCapture: ['no line start'] }),
        ...(below === '' ? [] : parse(below, { ...inner, prevCapture: null })),
      ]),
    };
  },
};

interface Item {
  readonly number: number | null;
  readonly text: string;
  /** Lines that are indented more, with two spaces less. */
  readonly below: string;
}

function splitItems(lines: readonly string[]): readonly Item[] {
  const baseIndent = ITEM.exec(lines[0] ?? '')?.[1]?.length ?? 0;
  const items: { number: number | null; text: string; below: string[] }[] = [];
  for (const line of lines) {
    const [, indent = '', , digits, text = ''] = ITEM.exec(line) ?? [];
    const isOwn = text !== '' && indent.length < baseIndent + 2;
    if (isOwn) items.push({ number: digits === undefined ? null : Number(digits), text, below: [] });
    else items.at(-1)?.below.push(line.slice(Math.min(baseIndent + 2, line.search(/\S|$/))));
  }
  return items.map((item) => ({ ...item, below: item.below.join('\n') }));
}
