import type { PhrasingContent } from 'mdast';
import type { DroppedPart } from './article.ts';
import { cleanCharacters, cleanLine } from './clean-text.ts';
import { HTML_ELEMENT_NAMES } from './html-element-names.ts';
import { countWords } from './piece.ts';

/** The text of a paragraph or heading, and what is known of it. */
export interface FlatText {
  /** Cleaned; a hard break is a `\n`. */
  readonly text: string;
  readonly links: number;
  /** Words outside of links and bare addresses. */
  readonly plainWords: number;
  readonly isBold: boolean;
  readonly dropped: readonly DroppedPart[];
}

interface Run {
  readonly text: string;
  readonly kind: 'text' | 'code' | 'break';
  readonly isLinked: boolean;
  readonly isBold: boolean;
}

type Style = Pick<Run, 'isLinked' | 'isBold'>;

/** Tags of templates (Liquid, Hugo): `{% youtube … %}`, `{{< figure … >}}`, `{{% notice %}}`. */
const TEMPLATE_TAG = /\{%[^{}]*%\}|\{\{[<%][^{}]*[>%]\}\}/g;
const BARE_URL = /\b(?:https?:\/\/|www\.)[^\s<>"]+/g;

/** Reads phrasing: emphasis, links and code give their text; images, comments and tags go. `line` is the fallback. */
export function flattenPhrasing(nodes: readonly PhrasingContent[], line: number | null): FlatText {
  const runs: Run[] = [];
  const dropped: DroppedPart[] = [];
  let links = 0;

  const visit = (siblings: readonly PhrasingContent[], style: Style): void => {
    for (const [index, node] of siblings.entries()) {
      const at = node.position?.start.line ?? line;
      switch (node.type) {
        case 'text':
          runs.push({ ...style, kind: 'text', text: dropTemplateTags(node.value, at, dropped) });
          break;
        case 'inlineCode':
          runs.push({ ...style, kind: 'code', text: node.value });
          break;
        case 'break':
          runs.push({ ...style, kind: 'break', text: '\n' });
          break;
        case 'image':
        case 'imageReference':
          dropped.push({ line: at, text: cleanLine(node.alt ?? ''), reason: 'image' });
          break;
        case 'link':
        case 'linkReference':
          links += 1;
          visit(node.children, { ...style, isLinked: true });
          break;
        case 'strong':
          visit(node.children, { ...style, isBold: true });
          break;
        case 'emphasis':
        case 'delete':
          visit(node.children, style);
          break;
        case 'html': {
          const kept = readInlineHtml(node.value, siblings, index);
          if (kept !== null) runs.push({ ...style, ...kept });
          else if (node.value.startsWith('<!--')) {
            dropped.push({ line: at, text: cleanLine(node.value), reason: 'markup' });
          }
          break;
        }
        case 'footnoteReference':
          break;
      }
    }
  };
  visit(nodes, { isLinked: false, isBold: false });

  const plain = runs.map(({ isLinked, text }) => (isLinked ? ' ' : text)).join('');
  const spoken = runs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  return {
    text: joinRuns(runs),
    links: links + (plain.match(BARE_URL)?.length ?? 0),
    plainWords: countWords(plain.replace(BARE_URL, ' ')),
    isBold: spoken.length > 0 && spoken.every(({ isBold }) => isBold),
    dropped,
  };
}

function dropTemplateTags(text: string, line: number | null, dropped: DroppedPart[]): string {
  return text.replace(TEMPLATE_TAG, (tag) => {
    dropped.push({ line, text: cleanLine(tag), reason: 'markup' });
    return '';
  });
}

/**
 * `<br>` is a break. `<T>` in `List<T>` or `<name>` in a command are text that was not put in code: kept where the name
 * is no element's and nothing closes it. Other tags vanish, and the text between them stays.
 */
function readInlineHtml(
  html: string,
  siblings: readonly PhrasingContent[],
  index: number,
): Pick<Run, 'kind' | 'text'> | null {
  const match = /^<(\/?)([a-z][\w-]*)(?![\w-])(.*)>$/is.exec(html);
  const name = match?.[2]?.toLowerCase();
  if (match === null || name === undefined) return null;
  if (name === 'br') return { kind: 'break', text: '\n' };
  const isPlain = match[1] === '' && match[3]?.trim() === '';
  if (!isPlain || HTML_ELEMENT_NAMES.has(name)) return null;
  const isClosed = siblings.some(
    (node, at) => at > index && node.type === 'html' && node.value.toLowerCase() === `</${name}>`,
  );
  return isClosed ? null : { kind: 'text', text: html };
}

/** Soft breaks and runs of white space become one space, also where something between two runs was left out. */
function joinRuns(runs: readonly Run[]): string {
  const lines: string[] = [];
  let line = '';
  for (const { kind, text } of runs) {
    if (kind === 'break') {
      lines.push(line);
      line = '';
      continue;
    }
    const clean = cleanCharacters(text);
    if (kind === 'code') {
      line += clean.replaceAll('\n', ' ');
    } else {
      const collapsed = clean.replace(/\s+/g, ' ');
      line += line === '' || line.endsWith(' ') ? collapsed.trimStart() : collapsed;
    }
  }
  return [...lines, line]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n')
    .normalize('NFC');
}
