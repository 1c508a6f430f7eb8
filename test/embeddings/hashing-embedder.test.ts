import { describe, expect, it } from 'vitest';
import { dotProduct } from '../../src/embeddings/vector-arithmetic.ts';
import { testEmbedder } from '../contracts/embedder-contract.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';

testEmbedder('the hashing double', {
  open: () => Promise.resolve(createHashingEmbedder()),
  tooLong: 'word '.repeat(600),
});

describe('the hashing double', () => {
  it('puts a misspelt word nearer to the right one than to another', async () => {
    const embedder = createHashingEmbedder();
    const [right, other] = await embedder.embedPassages(['kubernetes', 'restaurant']);
    const misspelt = await embedder.embedQuery('kubernettes');
    if (right === undefined || other === undefined) throw new Error('two embeddings were asked for');
    expect(dotProduct(misspelt, right)).toBeGreaterThan(dotProduct(misspelt, other) + 0.2);
  });

  it('records its calls', async () => {
    const embedder = createHashingEmbedder({ dimensions: 16, modelId: 'test/other' });
    await embedder.embedPassages(['a', 'b']);
    await embedder.embedQuery('c');
    expect(embedder.calls).toEqual([
      { kind: 'passages', texts: ['a', 'b'] },
      { kind: 'query', texts: ['c'] },
    ]);
    expect(embedder.model).toMatchObject({ modelId: 'test/other', dimensions: 16 });
  });

  it('takes the time that it was given', async () => {
    const embedder = createHashingEmbedder({ delayMs: 20 });
    const started = performance.now();
    await embedder.embedPassages(['a', 'b', 'c']);
    expect(performance.now() - started).toBeGreaterThan(50);
  });
});
