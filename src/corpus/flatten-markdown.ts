import type { ListItem, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';
import type { DroppedPart } from './article.ts';
import { cleanCode, cleanLine } from './clean-text.ts';
import { flattenPhrasing } from './flatten-phrasing.ts';
import { MAX_HTML_DEPTH, measureHtmlDepth } from './html-depth.ts';
import { convertHtmlToMarkdownTree } from './html-to-markdown-tree.ts';
import { countWords, createPiece, type Piece, type PieceList } from './piece.ts';
import { splitComments } from './split-comments.ts';

interface Place {
  /** How many lists it is in. */
  readonly nesting: number;
  readonly list: number | null;
  readonly isQuoted: boolean;
  /** The marker of the list item whose first text is still to come. */
  readonly marker: string;
  /** Used where a node has no position of its own (HTML). */
  readonly line: number | null;
}

/** A paragraph that is nothing but template tags or a generator's own marks. */
const TEMPLATE_LINE = /^(?:\s*(?:\{%[^{}]*%\}|\{\{[<%][^{}]*[>%]\}\}|\{:[^{}]*\}|\[\[?toc\]?\]))+\s*$/i;
/** The first line of an alert of GitHub: `> [!NOTE]`. */
const ALERT = /^\[!(?:note|tip|important|warning|caution)\][ \t]*/i;

/** A syntax tree of Markdown → pieces in reading order. Its lines are those of the source it was parsed from. */
export function flattenMarkdown(root: Root, source: string): PieceList {
  const flattener = new Flattener(source);
  flattener.addAll(root.children, { nesting: 0, list: null, isQuoted: false, marker: '', line: null });
  return { pieces: flattener.pieces, dropped: flattener.dropped };
}

class Flattener {
  readonly pieces: Piece[] = [];
  readonly dropped: DroppedPart[] = [];
  readonly #source: string;
  #lists = 0;

  constructor(source: string) {
    this.#source = source;
  }

  addAll(nodes: readonly RootContent[], place: Place): void {
    for (const node of nodes) this.#add(node, place);
  }

  #add(node: RootContent, place: Place): void {
    switch (node.type) {
      case 'heading': {
        const isOutside = place.nesting === 0 && !place.isQuoted;
        this.#addText(node, node.children, place, isOutside ? 'heading' : null, isOutside ? node.depth : 0);
        break;
      }
      case 'paragraph':
        if (this.#isTemplateLine(node)) this.#drop(node, place, this.#slice(node), 'markup');
        else this.#addText(node, node.children, place, null, 0);
        break;
      case 'list': {
        const list = place.list ?? (this.#lists += 1);
        const first = node.start ?? 1;
        for (const [index, item] of node.children.entries()) {
          this.#addItem(item, {
            ...place,
            list,
            marker: node.ordered === true ? `${first + index}. ` : '- ',
          });
        }
        break;
      }
      case 'blockquote':
        this.addAll(node.children, { ...place, isQuoted: true });
        break;
      case 'code':
        this.#push({
          kind: 'code',
          text: cleanCode(node.value),
          line: this.#line(node, place),
          list: place.list,
        });
        break;
      case 'table':
        this.#addTable(node, place);
        break;
      case 'html':
        this.#addHtml(node.value, { ...place, line: this.#line(node, place) });
        break;
      case 'footnoteDefinition':
        this.addAll(node.children, place);
        break;
      case 'thematicBreak':
        if (place.nesting === 0 && !place.isQuoted) {
          this.pieces.push(createPiece({ kind: 'rule', text: '', line: this.#line(node, place) }));
        }
        break;
      case 'definition':
      case 'yaml':
        break;
      default:
        if (isPhrasing(node)) this.#addText(node, [node], place, null, 0);
    }
  }

  #addItem(item: ListItem, place: Place): void {
    const inside = { ...place, nesting: place.nesting + 1 };
    const [first, ...rest] = item.children;
    if (first === undefined) return;
    const startsWithText = first.type === 'paragraph' || first.type === 'heading';
    if (startsWithText) this.#add(first, inside);
    else this.#add(first, { ...inside, marker: '' });
    this.addAll(rest, { ...inside, marker: '' });
  }

  #addText(
    node: Nodes,
    children: readonly PhrasingContent[],
    place: Place,
    kind: 'heading' | null,
    depth: number,
  ): void {
    const line = this.#line(node, place);
    const flat = flattenPhrasing(children, line);
    this.dropped.push(...flat.dropped);
    let { text } = flat;
    const alert = place.isQuoted ? ALERT.exec(text) : null;
    if (alert !== null) {
      this.#drop(node, place, alert[0].trim(), 'markup');
      text = text.slice(alert[0].length).trimStart();
    }
    const isItem = place.marker !== '';
    if (text === '' && flat.dropped.length === 0 && isItem)
      this.#drop(node, place, place.marker.trim(), 'empty');
    const { links, plainWords, isBold } = flat;
    this.#push({
      kind: kind ?? (isItem ? 'list-item' : place.isQuoted ? 'quote' : 'paragraph'),
      depth: kind === null ? (isItem ? place.nesting : 0) : depth,
      text: kind === null ? text : text.replace(/\s+/g, ' ').replace(/ ?\{#[\w-]+\}$/, ''),
      marker: place.marker,
      indent: Math.max(0, isItem ? place.nesting - 1 : place.nesting),
      list: place.list,
      line,
      links,
      plainWords,
      isBold,
    });
  }

  #addTable(table: Table, place: Place): void {
    const line = this.#line(table, place);
    let links = 0;
    let plainWords = 0;
    const rows = table.children.map((row) => {
      const cells = row.children.map((cell) => {
        const flat = flattenPhrasing(cell.children, line);
        this.dropped.push(...flat.dropped);
        links += flat.links;
        plainWords += flat.plainWords;
        return flat.text.replace(/\s+/g, ' ');
      });
      return cells.some((cell) => cell !== '') ? cells.join(' | ').trim() : '';
    });
    const text = rows.filter((row) => row !== '').join('\n');
    this.#push({ kind: 'table', text, line, list: place.list, links, plainWords });
  }

  /** Text within the tags is kept; comments, scripts and what is too deep to be read are reported. */
  #addHtml(html: string, place: Place): void {
    const before = this.pieces.length;
    const { html: rest, comments } = splitComments(html);
    for (const comment of comments) {
      this.dropped.push({ line: place.line, text: cleanLine(comment), reason: 'markup' });
    }
    if (rest.trim() === '') return;
    if (measureHtmlDepth(rest) <= MAX_HTML_DEPTH)
      this.addAll(convertHtmlToMarkdownTree(rest).children, place);
    const isSilent = this.pieces.length === before;
    if (isSilent && countWords(rest.replace(/<[^<>]*>/g, ' ')) > 0) {
      this.dropped.push({ line: place.line, text: cleanLine(rest), reason: 'markup' });
    }
  }

  #push(piece: Parameters<typeof createPiece>[0]): void {
    if (piece.text !== '') this.pieces.push(createPiece(piece));
  }

  #drop(node: Nodes, place: Place, text: string, reason: DroppedPart['reason']): void {
    this.dropped.push({ line: this.#line(node, place), text: cleanLine(text), reason });
  }

  /** Template tags may hold `_` or `*`, so they are looked for in the source and not in the parsed text. */
  #isTemplateLine(node: Nodes): boolean {
    return TEMPLATE_LINE.test(this.#slice(node));
  }

  #slice(node: Nodes): string {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    return start === undefined || end === undefined ? '' : this.#source.slice(start, end);
  }

  #line(node: Nodes, place: Place): number | null {
    return place.line ?? node.position?.start.line ?? null;
  }
}

function isPhrasing(node: RootContent): node is PhrasingContent & RootContent {
  return /^(?:text|strong|emphasis|delete|inlineCode|break|link|image|html|linkReference|imageReference)$/.test(
    node.type,
  );
}
