import { splitArticle } from '../../src/passages/split-article.ts';
import type { Passage } from '../../src/passages/passage.ts';
import { makeArticle } from './make-article.ts';

/** One passage a text, each an article of its own with the given title and headings. */
export function makePassages(
  drafts: readonly {
    readonly text: string;
    readonly title?: string;
    readonly heading?: string;
    readonly date?: string;
  }[],
): readonly Passage[] {
  return drafts.flatMap(
    ({ text, title = `Article ${text.slice(0, 12)}`, heading, date = '2025-08-22' }, index) =>
      splitArticle(
        makeArticle(
          [
            ...(heading === undefined ? [] : [{ kind: 'heading' as const, text: heading, depth: 2 }]),
            { kind: 'paragraph' as const, text },
          ],
          { id: `article-${index}.md`, title, date },
        ),
        { countTokens: (counted) => counted.split(/\s+/).length, maxTokens: 512 },
      ),
  );
}
