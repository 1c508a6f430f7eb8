import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTokenCounter, type TokenCounter } from '../../src/embeddings/token-counter.ts';

const shipped = { modelsDir: join(import.meta.dirname, '../../models'), modelId: 'Xenova/bge-small-en-v1.5' };

describe('token counter', () => {
  let counter: TokenCounter;
  let emptyDir: string;

  beforeAll(async () => {
    counter = await openTokenCounter(shipped);
    emptyDir = await mkdtemp(join(tmpdir(), 'footnote-tokens-'));
  });

  afterAll(() => rm(emptyDir, { recursive: true }));

  it('knows the limit of the shipped model', () => {
    expect(counter.maxTokens).toBe(512);
  });

  it('counts the two special tokens of an empty text', () => {
    expect(counter.countTokens('')).toBe(2);
  });

  it.each([
    // In BERT's vocabulary as they are.
    ['hello world', 4],
    // Punctuation is a token each.
    ['Hello, world!', 6],
    // A word of more than 100 characters is one unknown token.
    ['a'.repeat(101), 3],
  ])('counts %j as the model sees it', (text, tokens) => {
    expect(counter.countTokens(text)).toBe(tokens);
  });

  it('gives the same count for a text that it has seen before', () => {
    const text = 'Footnote quotes the articles word for word.';
    expect(counter.countTokens(text)).toBe(counter.countTokens(text));
  });

  it('forgets old counts rather than grow without end, and still counts right', () => {
    const before = counter.countTokens('the first sentence');
    for (let i = 0; i < 5000; i++) counter.countTokens(`w${i}`);
    expect(counter.countTokens('the first sentence')).toBe(before);
  });

  it('counts the prefix that the embedder puts before a passage', async () => {
    const withPrefix = await openTokenCounter({ ...shipped, prefix: 'passage: ' });
    // "passage" and ":".
    expect(withPrefix.countTokens('hello world')).toBe(counter.countTokens('hello world') + 2);
  });

  it('counts long prose in pieces as exactly as in one go', () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. ';
    const perSentence = counter.countTokens(sentence) - 2;
    expect(counter.countTokens(sentence.repeat(300))).toBe(perSentence * 300 + 2);
  });

  it('gives up exactness, not seconds, for a megabyte without a space', () => {
    const bytes = Uint8Array.from({ length: 750_000 }, (_, i) => (i * 7919 + i * i) % 256);
    const unbroken = Buffer.from(bytes).toString('base64');
    const started = performance.now();
    expect(counter.countTokens(unbroken)).toBeGreaterThan(100_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('names the file when the tokenizer is missing', async () => {
    await expect(openTokenCounter({ ...shipped, modelsDir: emptyDir })).rejects.toMatchObject({
      name: 'EmbeddingError',
      code: 'model-invalid',
      message: expect.stringMatching(/bge-small-en-v1\.5.*\.json/) as string,
    });
  });

  it('refuses a model name that leads out of the models folder', async () => {
    await expect(openTokenCounter({ ...shipped, modelId: '../../etc' })).rejects.toMatchObject({
      name: 'ConfigError',
      variable: 'EMBEDDING_MODEL',
    });
  });
});
