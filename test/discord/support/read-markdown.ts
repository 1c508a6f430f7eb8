import { parse } from 'discord-markdown-parser';

interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
  readonly target?: string;
  /** Of a Unicode emoji: itself. */
  readonly name?: string;
}

/** Kinds of nodes that are shown as they stand. */
export const PLAIN_KINDS: ReadonlySet<string> = new Set(['text', 'br', 'newline', 'twemoji']);

export interface ReadMarkdown {
  /** What a reader sees, without the marks; line breaks as `\n`. */
  readonly visible: string;
  /** Every kind of node, such as `text`, `br`, `strong`, `blockQuote`, `link`. */
  readonly kinds: ReadonlySet<string>;
  readonly links: readonly { readonly label: string; readonly target: string }[];
  /** What stands in each block quote. */
  readonly quotes: readonly string[];
  readonly bold: readonly string[];
}

/** Reads Discord's Markdown as a client does, by a parser that is not ours. */
export function readMarkdown(markdown: string): ReadMarkdown {
  const nodes = parse(markdown, 'extended') as readonly Node[];
  const all = nodes.flatMap(function flatten(node: Node): readonly Node[] {
    return [node, ...(Array.isArray(node.content) ? (node.content as readonly Node[]).flatMap(flatten) : [])];
  });
  const read = (kind: string) => all.filter(({ type }) => type === kind);
  return {
    visible: nodes.map(show).join(''),
    kinds: new Set(all.map(({ type }) => type)),
    links: read('link').map((node) => ({ label: show(node), target: node.target ?? '' })),
    quotes: read('blockQuote').map((node) => show(node).trimEnd()),
    bold: read('strong').map(show),
  };
}

function show(node: Node): string {
  if (node.type === 'br' || node.type === 'newline') return '\n';
  if (node.type === 'twemoji') return node.name ?? '';
  if (typeof node.content === 'string') return node.content;
  return (node.content ?? []).map(show).join('');
}
