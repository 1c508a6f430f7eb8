import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';
import { linkRule } from './link-rule.ts';
import { isLineStart, listRule, type ParseState } from './list-rule.ts';
import type { MarkdownNode } from './markdown-node.ts';
import { readLink } from './read-link.ts';

/** A node as the library gives it; which fields it has depends on its type. */
interface RawNode {
  readonly type: string;
  readonly content?: string | readonly RawNode[];
  readonly target?: string;
  readonly level?: number;
  readonly lang?: string;
  readonly id?: string;
  readonly name?: string;
  readonly fullName?: string;
  readonly timestamp?: string;
  readonly format?: string;
  readonly start?: number | null;
  readonly items?: readonly (readonly RawNode[])[];
}

type Rule = (typeof rulesExtended)[string];

/** The library looks for headings and small print only behind a line break of its own, not behind a quote or a list. */
function allowAtLineStart(rule: Rule | undefined): Rule {
  if (rule === undefined) throw new Error('discord-markdown-parser lacks a rule that is built upon.');
  return {
    ...rule,
    match: (source, state, before) =>
      isLineStart(state as ParseState) ? rule.match(source, { ...state, prevCapture: null }, before) : null,
  };
}

/** Marks within marks, as deep as anybody writes them; what is deeper is text, so that no field can exhaust the stack. */
const MAX_DEPTH = 16;
const NESTING = ['em', 'strong', 'underline', 'strikethrough', 'spoiler'] as const;

function limitDepth(rule: Rule | undefined): Rule {
  if (rule === undefined) throw new Error('discord-markdown-parser lacks a rule that is built upon.');
  const depthOf = (state: object): number => ('depth' in state ? Number(state.depth) : 0);
  return {
    ...rule,
    match: (source, state, before) => (depthOf(state) < MAX_DEPTH ? rule.match(source, state, before) : null),
    parse: (capture, parseNested, state) =>
      rule.parse(capture, parseNested, { ...state, depth: depthOf(state) + 1 }),
  };
}

const parse = SimpleMarkdown.parserFor({
  ...rulesExtended,
  ...Object.fromEntries(NESTING.map((name) => [name, limitDepth(rulesExtended[name])])),
  heading: allowAtLineStart(rulesExtended.heading),
  subtext: allowAtLineStart(rulesExtended.subtext),
  list: listRule,
  link: linkRule,
} as Parameters<typeof SimpleMarkdown.parserFor>[0]);

/** Longer than anything that Discord lets into one field; what is longer is shown as plain text. */
const MAX_LENGTH = 8000;
const CONTAINERS: Readonly<
  Record<string, 'strong' | 'emphasis' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'subtext'>
> = {
  strong: 'strong',
  em: 'emphasis',
  underline: 'underline',
  strikethrough: 'strike',
  spoiler: 'spoiler',
  blockQuote: 'quote',
  subtext: 'subtext',
};

/** Reads Discord's Markdown: what a client of it shows, as plain data. Neighbouring texts are one node. */
export function parseMarkdown(source: string): readonly MarkdownNode[] {
  if (source.length > MAX_LENGTH) return [{ kind: 'text', text: source }];
  return convertAll(parse(source, { inline: true }));
}

function convertAll(nodes: readonly RawNode[]): readonly MarkdownNode[] {
  const merged: MarkdownNode[] = [];
  for (const node of nodes.map(convert)) {
    const last = merged.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') {
      merged[merged.length - 1] = { kind: 'text', text: last.text + node.text };
    } else {
      merged.push(node);
    }
  }
  return merged;
}

function readText({ content }: RawNode): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(readText).join('');
}

function readChildren({ content }: RawNode): readonly MarkdownNode[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  return convertAll(content ?? []);
}

function convert(node: RawNode): MarkdownNode {
  const container = CONTAINERS[node.type];
  if (container === 'quote') return { kind: container, children: trimEnd(readChildren(node)) };
  if (container !== undefined) return { kind: container, children: readChildren(node) };
  switch (node.type) {
    case 'br':
    case 'newline':
      return { kind: 'break' };
    case 'heading':
      return { kind: 'heading', level: readLevel(node.level), children: readChildren(node) };
    case 'inlineCode':
      return { kind: 'code', text: readText(node) };
    case 'codeBlock':
      return { kind: 'codeBlock', text: readText(node), language: node.lang ?? '' };
    case 'list':
      return { kind: 'list', start: node.start ?? null, items: (node.items ?? []).map(convertAll) };
    case 'link':
    case 'url':
    case 'autolink':
      return convertLink(node);
    case 'user':
    case 'channel':
    case 'role':
      return { kind: node.type, id: node.id ?? '' };
    case 'everyone':
    case 'here':
      return { kind: 'everyone', text: `@${node.type}` };
    case 'slashCommand':
      return { kind: 'command', name: node.fullName ?? node.name ?? '' };
    case 'emoji':
      return { kind: 'emoji', name: node.name ?? '' };
    case 'twemoji':
      return { kind: 'text', text: node.name ?? '' };
    case 'timestamp':
      return convertTimestamp(node);
    default:
      return { kind: 'text', text: readText(node) };
  }
}

/** A quote's last line break is the quote's own end. */
function trimEnd(nodes: readonly MarkdownNode[]): readonly MarkdownNode[] {
  return nodes.at(-1)?.kind === 'break' ? nodes.slice(0, -1) : nodes;
}

function readLevel(level: number | undefined): 1 | 2 | 3 {
  return level === 1 || level === 2 ? level : 3;
}

/** A target that is not to be opened leaves the label, and for a masked link what it would have opened. */
function convertLink(node: RawNode): MarkdownNode {
  const target = readLink(node.target ?? '');
  if (target?.kind === 'page') return { kind: 'link', href: target.href, children: readChildren(node) };
  if (target?.kind === 'jump') return target;
  const label = readText(node);
  return { kind: 'text', text: label === node.target ? label : `[${label}](${node.target ?? ''})` };
}

/** The farthest dates that JavaScript has, in seconds. */
const MAX_SECONDS = 8.64e12;

function convertTimestamp({ timestamp = '', format = 'f' }: RawNode): MarkdownNode {
  const seconds = Number(timestamp);
  if (!Number.isFinite(seconds) || Math.abs(seconds) > MAX_SECONDS) {
    return { kind: 'text', text: `<t:${timestamp}:${format}>` };
  }
  return { kind: 'timestamp', atMs: seconds * 1000, style: format };
}
