import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddingPool } from '../../src/embeddings/embedding-pool.ts';
import type { LoadRequest } from '../../src/embeddings/worker-protocol.ts';

const workerUrl = new URL('../doubles/scripted-worker.mjs', import.meta.url);

function createLoad(modelId: string, modelsDir = ''): LoadRequest {
  return { kind: 'load', modelsDir, modelId, pooling: 'cls', dimensions: 1, maxTokens: 512 };
}

describe('embedding pool', () => {
  let pool: EmbeddingPool | undefined;
  let folder: string;
  const born: Worker[] = [];
  const onWorker = (worker: Worker): void => void born.push(worker);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'footnote-pool-'));
    born.length = 0;
    process.on('worker', onWorker);
  });

  afterEach(async () => {
    process.off('worker', onWorker);
    await pool?.close();
    await rm(folder, { recursive: true });
  });

  async function openPool(threads: number, idleMs?: number): Promise<EmbeddingPool> {
    pool = new EmbeddingPool({ modelId: 'test/scripted', threads, idleMs, workerUrl });
    await pool.load(createLoad('test/scripted'));
    return pool;
  }

  async function embed(texts: readonly string[], urgent = false): Promise<number[]> {
    const embeddings = await pool?.run({ texts, urgent, cut: false });
    return (embeddings ?? []).map((embedding) => embedding[0] ?? NaN);
  }

  it('starts one thread, and others only when more than one text waits', async () => {
    await openPool(3);
    await embed(['a']);
    await embed(['b'], true);
    expect(born).toHaveLength(1);
    expect(await embed(['a', 'bb', 'ccc', 'sleep=60', 'sleep=60', 'sleep=60'])).toEqual([1, 2, 3, 8, 8, 8]);
    expect(born).toHaveLength(3);
  });

  it('never starts more threads than it was given', async () => {
    await openPool(2);
    await embed(Array.from({ length: 50 }, () => 'sleep=2'));
    expect(born).toHaveLength(2);
  });

  it('answers a question before the passages that wait', async () => {
    await openPool(1);
    const finished: string[] = [];
    await Promise.all([
      embed(Array.from({ length: 10 }, () => 'sleep=10')).then(() => finished.push('passages')),
      embed(['question'], true).then(() => finished.push('question')),
    ]);
    expect(finished).toEqual(['question', 'passages']);
  });

  it('gives the text of a thread that died to another one', async () => {
    await openPool(1);
    const text = `die-once=${join(folder, 'mark')}`;
    expect(await embed(['a', text, 'ccc'])).toEqual([1, text.length, 3]);
    expect(born).toHaveLength(2);
  });

  it('gives up on a text over which two threads died, and works on', async () => {
    await openPool(1);
    await expect(embed(['a', 'die', 'b'])).rejects.toMatchObject({
      name: 'EmbeddingError',
      code: 'embedding-failed',
      message: expect.stringContaining('the thread fell over') as string,
    });
    expect(await embed(['ab'])).toEqual([2]);
  });

  it('replaces a thread that was ended while it was idle', async () => {
    await openPool(1);
    await born[0]?.terminate();
    expect(await embed(['abc'], true)).toEqual([3]);
    expect(born).toHaveLength(2);
  });

  it('fails every waiting call when no thread can start any more', async () => {
    pool = new EmbeddingPool({ modelId: 'test/once', threads: 1, workerUrl });
    await pool.load(createLoad('test/once', join(folder, 'mark')));
    const calls = [embed(['die']), embed(['a']), embed(['b'], true)];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('no memory for a second one') as string },
      });
    }
  });

  it('does the work with the threads it has when another cannot start', async () => {
    pool = new EmbeddingPool({ modelId: 'test/once', threads: 4, workerUrl });
    await pool.load(createLoad('test/once', join(folder, 'mark')));
    const texts = Array.from({ length: 30 }, () => 'sleep=5');
    expect(await embed(texts)).toHaveLength(30);
    await embed(texts);
    // Each of the three others was tried once and not with every text again.
    expect(born.length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['test/fails', 'the weights are damaged'],
    ['test/dies', 'out of luck'],
  ])('says why %s cannot be loaded', async (modelId, reason) => {
    pool = new EmbeddingPool({ modelId, threads: 2, workerUrl });
    pool.prepare();
    await expect(pool.load(createLoad(modelId))).rejects.toMatchObject({
      name: 'EmbeddingError',
      message: `The embedding model ${modelId} cannot be loaded: ${reason}.`,
    });
  });

  it('names the text that is too long, its tokens and the limit', async () => {
    await openPool(1);
    await expect(embed(['a', 'too-long'])).rejects.toThrow('Text 2 of 2 has 600 tokens, the model takes 512');
  });

  it('fails only the call whose text cannot be embedded', async () => {
    await openPool(1);
    const [bad, good] = await Promise.allSettled([embed(['fail', 'a']), embed(['abc'])]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'embedding-failed' } });
    expect(good).toEqual({ status: 'fulfilled', value: [3] });
  });

  it('drops what waits of an aborted call and keeps the thread', async () => {
    await openPool(1);
    const controller = new AbortController();
    const texts = Array.from({ length: 100 }, () => 'sleep=20');
    const call = pool?.run({ texts, urgent: false, cut: false, signal: controller.signal });
    setTimeout(() => {
      controller.abort(new Error('enough'));
    }, 30);
    await expect(call).rejects.toThrow('enough');
    const started = performance.now();
    expect(await embed(['a'])).toEqual([1]);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(born).toHaveLength(1);
  });

  it('ends threads without work, but never the last one', async () => {
    await openPool(3, 40);
    await embed(Array.from({ length: 30 }, () => 'sleep=5'));
    expect(born).toHaveLength(3);
    await expect.poll(() => born.filter((worker) => worker.threadId !== -1).length).toBe(1);
    await sleep(100);
    expect(await embed(['abc'])).toEqual([3]);
    expect(born).toHaveLength(3);
  });

  it('ends all threads on close, and refuses what waits', async () => {
    await openPool(2);
    const call = expect(embed(Array.from({ length: 20 }, () => 'sleep=20'))).rejects.toThrow('closed');
    await pool?.close();
    await call;
    expect(born.map((worker) => worker.threadId)).toEqual(born.map(() => -1));
    await expect(embed(['a'])).rejects.toThrow('closed');
  });

  it('leaves no listener on the process behind', async () => {
    const before = process.listenerCount('exit');
    await openPool(2);
    await pool?.close();
    expect(process.listenerCount('exit')).toBe(before);
  });
});
