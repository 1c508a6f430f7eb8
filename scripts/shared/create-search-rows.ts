import type { Reranker } from '../../src/embeddings/reranker.ts';
import { createHybridRetriever, type SearchParts } from '../../src/retrieval/hybrid-retriever.ts';
import { createOneSidedRetriever } from '../../src/retrieval/one-sided-retriever.ts';
import { createRerankingRetriever } from '../../src/retrieval/reranking-retriever.ts';
import type { Retriever } from '../../src/retrieval/retriever.ts';

/** The searches that are measured side by side, by the names of their rows; each question is embedded once for all. */
export function createSearchRows(
  parts: SearchParts,
  reranker: Reranker | null,
): Readonly<Record<string, Retriever>> {
  const remembering = { ...parts, embedder: rememberLast(parts.embedder) };
  const hybrid = createHybridRetriever(remembering);
  return {
    lexical: createOneSidedRetriever(remembering, 'lexical'),
    dense: createOneSidedRetriever(remembering, 'dense'),
    hybrid,
    ...(reranker === null ? {} : { 'hybrid + reranker': createRerankingRetriever(hybrid, reranker) }),
  };
}

function rememberLast(embedder: SearchParts['embedder']): SearchParts['embedder'] {
  let last: { readonly text: string; readonly embedding: Promise<Float32Array> } | null = null;
  return {
    embedQuery(text) {
      if (last?.text !== text) last = { text, embedding: embedder.embedQuery(text) };
      return last.embedding;
    },
  };
}
