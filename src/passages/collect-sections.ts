import type { Article, Block } from '../corpus/article.ts';

/** The blocks between two headings, and the headings above them. */
export interface Section {
  /** Outermost first, without the article's title. */
  readonly headingPath: readonly string[];
  /** No headings among them. */
  readonly blocks: readonly Block[];
}

/** Parts an article at its headings. Headings without a block below them give no section. */
export function collectSections(article: Pick<Article, 'title' | 'cleaned' | 'blocks'>): readonly Section[] {
  const sections: Section[] = [];
  const path: { depth: number; text: string }[] = [];
  let blocks: Block[] = [];
  const flush = () => {
    const headingPath = path.map(({ text }) => text).filter((text) => !isTitle(text, article.title));
    if (blocks.length > 0) sections.push({ headingPath, blocks });
    blocks = [];
  };
  for (const block of article.blocks) {
    if (block.kind !== 'heading') {
      blocks.push(block);
      continue;
    }
    flush();
    while ((path.at(-1)?.depth ?? 0) >= block.depth) path.pop();
    path.push({
      depth: block.depth,
      text: article.cleaned.slice(block.start, block.end).replace(/\s+/g, ' '),
    });
  }
  flush();
  return sections;
}

function isTitle(heading: string, title: string): boolean {
  const fold = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return fold(heading) === fold(title);
}
