import type { Reranker } from '../../src/embeddings/reranker.ts';

export interface ScriptedReranker extends Reranker {
  /** Every call, in order. */
  readonly calls: readonly { readonly question: string; readonly texts: readonly string[] }[];
}

/** A reranker whose score for each text is the test's own. */
export function createScriptedReranker(
  scoreOf: (text: string, question: string) => number,
): ScriptedReranker {
  const calls: { question: string; texts: readonly string[] }[] = [];
  return {
    modelId: 'test/reranker',
    calls,
    scoreTexts(question, texts) {
      calls.push({ question, texts });
      return Promise.resolve(texts.map((text) => scoreOf(text, question)));
    },
    close: () => Promise.resolve(),
  };
}
