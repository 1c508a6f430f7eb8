import type { Embedder } from '../embeddings/embedder.ts';
import type { judgeReply } from '../evaluation/judge-reply.ts';
import type { GenerationParts } from '../retrieval/open-generation.ts';

/** An answer or an abstention, as it is judged. */
export type Reply = Parameters<typeof judgeReply>[1];

/** What a build is handed of the answering path, because this room knows nothing of answers. */
export interface AnsweringPath {
  /** Opens the whole answering path on a generation, which need not be the current one. */
  openAsk(
    parts: GenerationParts,
    embedder: Pick<Embedder, 'embedQuery'>,
  ): (question: string) => Promise<Reply>;
}
