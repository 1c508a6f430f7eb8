import type { Embedder } from '../../embeddings/embedder.ts';
import type { EmbeddingCache } from '../embedding-cache.ts';

/** Questions that wait for the model at once: enough to keep every thread busy. */
const EMBEDDED_AT_ONCE = 16;

/** Questions are embedded with another prefix than passages, so that a passage of the same words is another entry. */
const QUESTION_MARK = '\u0000question\u0000';

/** Embeds questions, each once; what the cache holds does not go through the model. */
export interface QuestionEmbedder extends Pick<Embedder, 'embedQuery'> {
  /** Embeds several at once, so that all threads of the model have work. Gives how many went through the model. */
  prepare(questions: readonly string[], signal: AbortSignal): Promise<number>;
  /** The entries of the cache that were used so far. */
  listEntries(): readonly string[];
}

/** Questions are kept like passages: a cache is of one model with its prefixes. */
export function createQuestionEmbedder(embedder: Embedder, cache: EmbeddingCache): QuestionEmbedder {
  const used = new Set<string>();
  const embedQuery: Embedder['embedQuery'] = async (text, options) => {
    const entry = `${QUESTION_MARK}${text}`;
    used.add(entry);
    const known = cache.get(entry);
    if (known !== undefined) return known;
    const embedding = await embedder.embedQuery(text, options);
    cache.add(entry, embedding);
    return embedding;
  };
  return {
    embedQuery,
    async prepare(questions, signal) {
      const missing = [...new Set(questions)].filter(
        (text) => cache.get(`${QUESTION_MARK}${text}`) === undefined,
      );
      for (let start = 0; start < missing.length; start += EMBEDDED_AT_ONCE) {
        signal.throwIfAborted();
        const batch = missing.slice(start, start + EMBEDDED_AT_ONCE);
        await Promise.all(batch.map((text) => embedQuery(text)));
      }
      return missing.length;
    },
    listEntries: () => [...used],
  };
}
