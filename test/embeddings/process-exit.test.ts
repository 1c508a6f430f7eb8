import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { SHIPPED } from './copy-model.ts';

const embedderUrl = new URL('../../src/embeddings/transformers-embedder.ts', import.meta.url);

/** Runs the lines in a process of its own, with an open embedder and some work for it. */
async function runProcess(lines: string): Promise<{ code: number | null; output: string }> {
  const program = `
    import { openTransformersEmbedder } from ${JSON.stringify(embedderUrl.href)};
    import { setTimeout as sleep } from 'node:timers/promises';
    const embedder = await openTransformersEmbedder(${JSON.stringify({ ...SHIPPED, threads: 2 })});
    const texts = Array.from({ length: 200 }, () => 'hello world '.repeat(100));
    ${lines}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program]);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}

// Without the exit guard, onnxruntime aborts the process here: exit code 134 or null, "terminate called".
describe('a process with an open embedder', { timeout: 60_000 }, () => {
  it('exits with its own code while other threads load the model', async () => {
    const { code, output } = await runProcess(`
      let done = 0;
      void embedder.embedPassages(texts, { onProgress: () => { if (++done === 12) process.exit(7); } });`);
    expect(output).toBe('');
    expect(code).toBe(7);
  });

  it('ends with the error that nobody caught, in the middle of an inference', async () => {
    const { code, output } = await runProcess(`
      void embedder.embedPassages(texts);
      await sleep(300);
      throw new Error('nobody catches this');`);
    expect(output).toContain('nobody catches this');
    expect(output).not.toContain('terminate called');
    expect(code).toBe(1);
  });

  it('ends by itself when the embedder has nothing to do, closed or not', async () => {
    const { code, output } = await runProcess(`console.log((await embedder.embedQuery('hello')).length);`);
    expect(output).toBe('384\n');
    expect(code).toBe(0);
  });
});
