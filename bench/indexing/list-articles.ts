import { writeFile } from 'node:fs/promises';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { runMeasured } from '../shared/run-measured.ts';

export interface ListedArticles {
  readonly articles: number;
  /** UTF-16 units of all articles together. */
  readonly characters: number;
}

/** Writes the cleaned text of every article, as JSON `[{ id, text }]`: what the peers are given. */
await runMeasured(
  async ({ corpusDir, path }: { corpusDir: string; path: string }): Promise<ListedArticles> => {
    const { articles } = await loadCorpus(corpusDir);
    await writeFile(path, JSON.stringify(articles.map(({ id, cleaned }) => ({ id, text: cleaned }))));
    return {
      articles: articles.length,
      characters: articles.reduce((sum, { cleaned }) => sum + cleaned.length, 0),
    };
  },
);
