import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelLocation } from '../../src/embeddings/model-location.ts';

/** The model that travels with the project. */
export const SHIPPED: ModelLocation = {
  modelsDir: join(import.meta.dirname, '../../models'),
  modelId: 'Xenova/bge-small-en-v1.5',
};

/** A copy of the whole models folder in a temporary one, to be damaged; the caller removes it. */
export async function copyShippedModel(): Promise<ModelLocation> {
  const modelsDir = await mkdtemp(join(tmpdir(), 'footnote-models-'));
  await cp(SHIPPED.modelsDir, modelsDir, { recursive: true });
  return { ...SHIPPED, modelsDir };
}
