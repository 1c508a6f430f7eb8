import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { dotProduct } from '../../src/embeddings/vector-arithmetic.ts';

const PASSAGES = [
  'Microsoft announced that it would buy GitHub for 7.5 billion dollars in stock.',
  'The restaurant serves fresh pasta with tomatoes and basil every evening.',
  'Mount Everest is the highest mountain on Earth, 8,849 metres above the sea.',
  'A neural network learns its weights by gradient descent on a loss.',
] as const;

/** Each is answered by the passage at the same place, and shares words with it. */
const QUESTIONS = [
  'For how many dollars did Microsoft buy GitHub?',
  'Where can I eat fresh pasta with basil in the evening?',
  'What is the highest mountain on Earth?',
  'How does a neural network learn its weights?',
] as const;

const UNUSUAL_TEXTS = [
  '',
  ' \n\t ',
  '\u0000\u0007',
  'lone surrogate \ud800 here',
  '👩‍💻🚀',
  '漢字とかな',
  '[CLS] [SEP] [MASK]',
  '\u202Eright to left',
];

export interface EmbedderContractOptions {
  /** Opens a fresh embedder; the suite closes it. */
  readonly open: () => Promise<Embedder>;
  /** A text over the model's limit. */
  readonly tooLong: string;
}

/** What every implementation of the embedder port keeps. */
export function testEmbedder(name: string, { open, tooLong }: EmbedderContractOptions): void {
  describe(`${name} keeps the embedder contract`, () => {
    let embedder: Embedder;

    beforeAll(async () => {
      embedder = await open();
    });

    afterAll(() => embedder.close());

    const expectUnit = (embedding: Float32Array | undefined): void => {
      expect(embedding).toBeInstanceOf(Float32Array);
      expect(embedding).toHaveLength(embedder.model.dimensions);
      expect(Math.abs(Math.hypot(...(embedding ?? [])) - 1)).toBeLessThan(1e-6);
    };

    it('has a complete fingerprint', () => {
      expect(embedder.model.modelId).not.toBe('');
      expect(embedder.model.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(embedder.model.dimensions).toBeGreaterThan(0);
    });

    it('gives one unit vector a passage', async () => {
      const embeddings = await embedder.embedPassages(PASSAGES);
      expect(embeddings).toHaveLength(PASSAGES.length);
      embeddings.forEach(expectUnit);
    });

    it('gives a unit vector for a question', async () => {
      expectUnit(await embedder.embedQuery(QUESTIONS[0]));
    });

    it('gives a unit vector for any text, however odd', async () => {
      (await embedder.embedPassages(UNUSUAL_TEXTS)).forEach(expectUnit);
      for (const text of UNUSUAL_TEXTS) expectUnit(await embedder.embedQuery(text));
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
          expectUnit(await embedder.embedQuery(text));
        }),
        { numRuns: 20 },
      );
    });

    it('gives nothing for nothing', async () => {
      expect(await embedder.embedPassages([])).toEqual([]);
    });

    it('keeps the order of the texts, and gives the same numbers alone and among others', async () => {
      const together = await embedder.embedPassages([...PASSAGES, PASSAGES[1]]);
      for (const [index, passage] of PASSAGES.entries()) {
        const [alone] = await embedder.embedPassages([passage]);
        expect(together[index]).toEqual(alone);
      }
      expect(together[PASSAGES.length]).toEqual(together[1]);
    });

    it('gives each of many questions at once its own embedding', async () => {
      const atOnce = await Promise.all(QUESTIONS.map((question) => embedder.embedQuery(question)));
      for (const [index, question] of QUESTIONS.entries()) {
        expect(atOnce[index]).toEqual(await embedder.embedQuery(question));
      }
    });

    it('puts each question nearest to the passage that answers it', async () => {
      const passages = await embedder.embedPassages(PASSAGES);
      for (const [index, question] of QUESTIONS.entries()) {
        const asked = await embedder.embedQuery(question);
        const similarities = passages.map((passage) => dotProduct(asked, passage));
        expect(similarities.indexOf(Math.max(...similarities)), question).toBe(index);
      }
    });

    it('reports every embedding once and counts up to all', async () => {
      const counts: string[] = [];
      const seen = new Map<number, Float32Array>();
      const embeddings = await embedder.embedPassages(PASSAGES, {
        onProgress: (done, total) => counts.push(`${done}/${total}`),
        onEmbedding: (index, embedding) => seen.set(index, embedding),
      });
      expect(counts).toEqual(['1/4', '2/4', '3/4', '4/4']);
      expect([...seen.keys()].sort()).toEqual([0, 1, 2, 3]);
      for (const [index, embedding] of seen) expect(embedding).toEqual(embeddings[index]);
    });

    it('fails the call when a callback throws', async () => {
      const onEmbedding = (): void => {
        throw new Error('the disk is full');
      };
      await expect(embedder.embedPassages(PASSAGES, { onEmbedding })).rejects.toThrow('the disk is full');
    });

    it('refuses a passage over the limit, and embeds a question over it', async () => {
      await expect(embedder.embedPassages([PASSAGES[0], tooLong])).rejects.toMatchObject({
        name: 'EmbeddingError',
        code: 'embedding-failed',
        message: expect.stringContaining('Text 2') as string,
      });
      expectUnit(await embedder.embedQuery(tooLong));
    });

    it('starts nothing for a signal that has aborted', async () => {
      const signal = AbortSignal.abort(new Error('not needed'));
      await expect(embedder.embedPassages(PASSAGES, { signal })).rejects.toThrow('not needed');
      await expect(embedder.embedQuery(QUESTIONS[0], { signal })).rejects.toThrow('not needed');
    });

    it('stops when the signal aborts on the way, and works on', async () => {
      const controller = new AbortController();
      let done = 0;
      const many = Array.from({ length: 40 }, (_, i) => `${PASSAGES[i % 4] ?? ''} ${i}`);
      const call = embedder.embedPassages(many, {
        signal: controller.signal,
        onProgress: () => {
          done++;
          controller.abort(new Error('changed my mind'));
        },
      });
      await expect(call).rejects.toThrow('changed my mind');
      expectUnit(await embedder.embedQuery(QUESTIONS[0]));
      expect(done).toBe(1);
    });

    it('refuses what waits when it is closed, and everything after', async () => {
      const closed = await open();
      const pending = closed.embedPassages(Array.from({ length: 20 }, () => PASSAGES[0]));
      const refusal = expect(pending).rejects.toMatchObject({ name: 'EmbeddingError' });
      await closed.close();
      await refusal;
      await expect(closed.embedPassages(PASSAGES)).rejects.toMatchObject({ name: 'EmbeddingError' });
      await expect(closed.embedQuery(QUESTIONS[0])).rejects.toMatchObject({ name: 'EmbeddingError' });
      await closed.close();
    });
  });
}
