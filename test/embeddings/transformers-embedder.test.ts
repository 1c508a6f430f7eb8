import { join } from 'node:path';
import { testEmbedder } from '../contracts/embedder-contract.ts';
import { openTransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';

const shipped = { modelsDir: join(import.meta.dirname, '../../models'), modelId: 'Xenova/bge-small-en-v1.5' };

testEmbedder('the shipped model', {
  open: () => openTransformersEmbedder({ ...shipped, threads: 2 }),
  tooLong: 'hello world '.repeat(300),
});
