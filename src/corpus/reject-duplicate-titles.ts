import type { Article } from './article.ts';
import type { RejectedFile } from './rejected-file.ts';

/**
 * A footnote names its article by the title, so that two articles of one title could not be told apart: the later by id
 * is left out. Case, quotes and punctuation do not make a difference. `articles` are sorted by id.
 */
export function rejectDuplicateTitles<Titled extends Pick<Article, 'id' | 'title'>>(
  articles: readonly Titled[],
): {
  readonly articles: readonly Titled[];
  readonly rejected: readonly RejectedFile[];
} {
  const firstByTitle = new Map<string, string>();
  const kept: Titled[] = [];
  const rejected: RejectedFile[] = [];
  for (const article of articles) {
    const key = foldTitle(article.title);
    const first = firstByTitle.get(key);
    if (first === undefined) {
      firstByTitle.set(key, article.id);
      kept.push(article);
      continue;
    }
    const message = `Its title, "${article.title}", is that of ${first} too. Give it a title of its own, in its front matter, or remove it.`;
    rejected.push({ path: article.id, reason: 'duplicate-title', line: null, message });
  }
  return { articles: kept, rejected };
}

function foldTitle(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}+#.]+/gu);
  return words?.join(' ') ?? title;
}
