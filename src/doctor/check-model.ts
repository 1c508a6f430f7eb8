import { checkModelFiles, hasModelFiles } from '../embeddings/check-model-files.ts';
import { describeModel, type DescribeModelOptions } from '../embeddings/describe-model.ts';
import type { Embedder, ModelFingerprint } from '../embeddings/embedder.ts';
import { dotProduct } from '../embeddings/vector-arithmetic.ts';
import type { Finding } from './finding.ts';

export interface CheckModelOptions extends DescribeModelOptions {
  /** True for a model that is downloaded on first use. */
  readonly isHubModel: boolean;
  /** Opens the model to embed with it. */
  readonly openEmbedder: () => Promise<Embedder>;
}

export interface CheckedModel {
  readonly findings: readonly Finding[];
  /** Null where the model cannot be used as it is. */
  readonly fingerprint: ModelFingerprint | null;
}

/** How far the square of an embedding's length may be from 1. */
const LENGTH_TOLERANCE = 1e-3;

/** Holds the model's files against their checksums, then embeds a question with them. Throws what is wrong. */
export async function checkModel(options: CheckModelOptions): Promise<CheckedModel> {
  const { modelId, isHubModel } = options;
  if (isHubModel && !(await hasModelFiles(options))) {
    const message = `The model ${modelId} is not here yet.`;
    const mend = 'It is downloaded by the next npm start or npm run index; this needs the internet once.';
    return { findings: [{ check: 'Model files', status: 'warning', message, mend }], fingerprint: null };
  }
  const { files } = await checkModelFiles(options);
  const message = `The ${files.length} files of ${modelId} ${isHubModel ? 'can be read' : 'are what their checksums say'}.`;
  const findings: Finding[] = [{ check: 'Model files', status: 'ok', message, mend: null }];
  const fingerprint = await describeModel(options);
  return { findings: [...findings, await checkEmbedding(options)], fingerprint };
}

async function checkEmbedding({ openEmbedder }: CheckModelOptions): Promise<Finding> {
  const check = 'Embedding';
  const started = performance.now();
  try {
    const embedder = await openEmbedder();
    try {
      const embedding = await embedder.embedQuery('Does the model run?');
      const isUnit = Math.abs(dotProduct(embedding, embedding) - 1) < LENGTH_TOLERANCE;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      if (isUnit)
        return { check, status: 'ok', message: `The model loads and embeds (${seconds} s).`, mend: null };
      return createFailure('The model runs, but what it gives is no embedding.');
    } finally {
      await embedder.close();
    }
  } catch (error) {
    return createFailure(
      `The model does not run: ${error instanceof Error ? error.message : 'an unknown error'}`,
    );
  }
}

function createFailure(message: string): Finding {
  const mend = 'Run npm install again, so that the parts for this machine are there; then npm run doctor.';
  return { check: 'Embedding', status: 'failure', message, mend };
}
