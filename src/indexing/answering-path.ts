import type { Embedder } from '../embeddings/embedder.ts';
import type { judgeReply } from '../evaluation/judge-reply.ts';
import type { SearchParts } from '../retrieval/hybrid-retriever.ts';
import type { GenerationParts } from '../retrieval/open-generation.ts';
import type { Measure } from './calibration/calibrate.ts';
import type { Calibration } from './calibration/calibration.ts';
import type { LogisticModel } from './calibration/fit-logistic.ts';

/** An answer or an abstention, as it is judged. */
export type Reply = Parameters<typeof judgeReply>[1];

/** What a build is handed of the answering path, because this room knows nothing of answers. */
export interface AnsweringPath {
  /** Opens the whole answering path on a generation, which need not be the current one. */
  openAsk(
    parts: GenerationParts,
    embedder: Pick<Embedder, 'embedQuery'>,
    calibration: Calibration,
  ): (question: string) => Promise<Reply>;
  /** Opens what measures the evidence for questions, without deciding. */
  openMeter(parts: SearchParts): Measure;
  /** The shipped model of confidence. */
  readonly prior: LogisticModel;
  /** The share of answerable questions that may be refused, in [0, 1]. */
  readonly maxFalseRefusals: number;
}
