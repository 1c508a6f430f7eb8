import { availableParallelism } from 'node:os';
import { EmbeddingError } from '../errors.ts';
import { hasModelFiles } from './check-model-files.ts';
import { downloadModel, type DownloadModelOptions } from './download-model.ts';
import { EmbeddingPool } from './embedding-pool.ts';
import { loadModelConfig } from './model-config.ts';
import { renderPath, resolveModelFile } from './model-location.ts';
import type { Reranker } from './reranker.ts';

export interface TransformersRerankerOptions extends Omit<DownloadModelOptions, 'role'> {
  /**
   * Most worker threads; each holds the model once.
   * @default os.availableParallelism()
   */
  readonly threads?: number | undefined;
  /**
   * Fetch the model from the hub into `modelsDir` where it is not there.
   * @default false
   */
  readonly allowDownload?: boolean | undefined;
}

/** What the model is called in errors. */
const ROLE = 'reranking model (RERANK_MODEL)';

/** Texts are cut by characters first, as questions are before they are embedded. */
const MAX_CHARACTERS_PER_TOKEN = 20;

/** The longest question that still leaves most of the room to the text, in characters. */
const MAX_QUESTION_LENGTH = 500;

/**
 * Opens a cross-encoder that runs on transformers.js in worker threads like the embedder's, each pair of question and
 * text in a call of its own. Resolves when the first thread can score.
 *
 * @throws EmbeddingError where the model is missing or cannot be downloaded (`model-invalid`), or does not load
 * (`embedding-failed`).
 */
export async function openTransformersReranker(options: TransformersRerankerOptions): Promise<Reranker> {
  const { modelId, modelsDir } = options;
  if (!(await hasModelFiles(options))) {
    if (options.allowDownload !== true) throw createMissingError(options);
    await downloadModel({ ...options, role: ROLE });
  }
  const { maxTokens } = await loadModelConfig(options);
  const pool = new EmbeddingPool({
    ...{ modelId, role: ROLE },
    threads: options.threads ?? availableParallelism(),
  });
  const score = async (pairs: readonly (readonly [string, string])[]): Promise<readonly number[]> => {
    const texts = pairs.map((pair) => JSON.stringify(pair));
    const scores = await pool.run({ texts, cut: true, urgent: true });
    return scores.map(([value = NaN]) => value);
  };
  try {
    await pool.load({
      kind: 'load',
      task: 'score',
      modelsDir,
      modelId,
      pooling: 'cls',
      dimensions: 1,
      maxTokens,
    });
    // A model of another kind is found out now, and not at the first question.
    await score([['question', 'text']]);
  } catch (error) {
    await pool.close();
    throw error;
  }
  return {
    modelId,
    scoreTexts: (question, texts) =>
      score(
        texts.map((text) => [
          question.slice(0, MAX_QUESTION_LENGTH),
          text.slice(0, maxTokens * MAX_CHARACTERS_PER_TOKEN),
        ]),
      ),
    close: () => pool.close(),
  };
}

function createMissingError(location: TransformersRerankerOptions): EmbeddingError {
  const folder = renderPath(resolveModelFile(location, ''));
  const message = `The ${ROLE} ${location.modelId} is not in ${folder}. Copy its files there, or leave RERANK_MODEL empty.`;
  return new EmbeddingError(location.modelId, message, { code: 'model-invalid' });
}
