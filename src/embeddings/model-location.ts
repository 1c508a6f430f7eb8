import { join, relative } from 'node:path';
import { ConfigError } from '../errors.ts';

/** Where a model lies: `<modelsDir>/<modelId>/`, the layout that transformers.js reads and downloads to. */
export interface ModelLocation {
  /** Folder of models. */
  readonly modelsDir: string;
  /** Name of the model on the hub, such as `Xenova/bge-small-en-v1.5`. */
  readonly modelId: string;
}

/** The quantised weights, `dtype: 'q8'` in the words of transformers.js. */
export const WEIGHTS_FILE = 'onnx/model_quantized.onnx';

/** The files without which a model cannot be used, relative to its folder. */
export const REQUIRED_MODEL_FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  WEIGHTS_FILE,
] as const;

/**
 * Path of one of the model's files.
 *
 * @throws ConfigError where the model's name could lead out of the models folder.
 */
export function resolveModelFile({ modelsDir, modelId }: ModelLocation, file: string): string {
  if (!/^(?:[\w-][\w.-]*\/)?[\w-][\w.-]*$/.test(modelId) || modelId.includes('..')) {
    throw new ConfigError(
      'EMBEDDING_MODEL',
      `EMBEDDING_MODEL must be the name of a model, such as "Xenova/bge-small-en-v1.5", not ${JSON.stringify(modelId)}.`,
    );
  }
  return join(modelsDir, modelId, file);
}

/** A path as people know it: relative to where the program was started, if it lies below. */
export function renderPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
