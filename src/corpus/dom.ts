import { parseHTML } from 'linkedom';

/** The part of the DOM that is used; the project is compiled without the browser's types. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
}

export interface DomElement extends DomNode {
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
  remove(): void;
  replaceChildren(...nodes: readonly DomElement[]): void;
}

export interface DomDocument extends Pick<DomElement, 'querySelector' | 'querySelectorAll'> {
  readonly body: DomElement;
  readonly title: string;
}

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;

/** A page, or a part of one, as a document. Nothing in it is run or fetched. */
export function parseDocument(html: string): DomDocument {
  const isWhole = /<(?:html|body)\b/i.test(html);
  const page = isWhole ? html : `<!doctype html><html><head></head><body>${html}</body></html>`;
  return (parseHTML(page) as unknown as { readonly document: DomDocument }).document;
}

/** How deep the nodes below a node are nested. Not recursive: a tree may be deeper than the stack. */
export function measureTreeDepth(root: DomNode): number {
  let depth = 0;
  let deepest = 0;
  let node: DomNode | null = root;
  while (node !== null) {
    if (node.firstChild !== null) {
      node = node.firstChild;
      depth += 1;
      deepest = Math.max(deepest, depth);
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      depth -= 1;
    }
    node = node === null || node === root ? null : node.nextSibling;
  }
  return deepest;
}
