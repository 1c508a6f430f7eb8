import type { Nodes, Root } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark, { type Options } from 'rehype-remark';
import { unified } from 'unified';

type Handlers = NonNullable<Options['handlers']>;
type Handle = NonNullable<Handlers[string]>;

const ignore: Handle = () => undefined;
const keepChildren: Handle = (state, element) => state.all(element);

/** Controls and players are no text; `<q>` has its quotes from the browser, so they are not the page's text. */
const handlers: Handlers = {
  audio: ignore,
  button: ignore,
  iframe: ignore,
  input: ignore,
  noscript: ignore,
  select: ignore,
  textarea: ignore,
  video: ignore,
  q: keepChildren,
};

const parser = unified().use(rehypeParse, { fragment: true });
const transformer = unified().use(rehypeRemark, { handlers });

/**
 * A piece of HTML → the syntax tree that Markdown is parsed into. Pages and HTML within Markdown come this way. The
 * nodes have no positions, since theirs would not be those of the file.
 */
export function convertHtmlToMarkdownTree(html: string): Root {
  const root = transformer.runSync(parser.parse(html));
  removePositions(root);
  return root;
}

function removePositions(node: Nodes): void {
  delete node.position;
  if ('children' in node) for (const child of node.children) removePositions(child);
}
