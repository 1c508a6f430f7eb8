import type { AnsweringPath } from '../../src/indexing/answering-path.ts';
import { createScriptedLibrary } from './scripted-library.ts';

/**
 * An answering path that quotes the first passage that holds every longer word of the question, and else abstains. Like
 * the real one it embeds each question. Its one signal is how near the nearest passage is.
 */
export function createWordAnswering(): AnsweringPath {
  return {
    prior: { bias: -1, weights: { similarity: 2 } },
    maxFalseRefusals: 0.05,
    openMeter:
      ({ passages, vectorIndex, embedder }) =>
      async (question) => {
        const [nearest] = vectorIndex.search(await embedder.embedQuery(question), 1);
        const article = passages[nearest?.position ?? -1]?.article.id;
        return {
          signals: { similarity: Math.max(0, nearest?.cosineSimilarity ?? 0) },
          quotedArticleIds: article === undefined ? [] : [article],
        };
      },
    openAsk:
      ({ passages }, embedder) =>
      async (question) => {
        await embedder.embedQuery(question);
        const words = question.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
        const position = passages.findIndex(({ text }) =>
          words.every((word) => text.toLowerCase().includes(word)),
        );
        const found = passages[position];
        const ordered = found === undefined ? passages : [found, ...passages.filter((one) => one !== found)];
        return createScriptedLibrary(ordered, position === -1 ? {} : { [question]: [0] }).ask(question);
      },
  };
}
