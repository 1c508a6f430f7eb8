import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBuildProcess } from '../../src/indexing/run-build-process.ts';
import { makeTempFolder } from './make-index.ts';

/** Runs a program in the place of `npm run index`. */
async function run(body: string, stop = new AbortController(), stopsAtProgress = false) {
  const folder = await makeTempFolder();
  const script = join(folder, 'build.mjs');
  await writeFile(script, body);
  const progress: unknown[] = [];
  const result = await runBuildProcess({
    script,
    corpusDir: '--force; rm -rf $HOME',
    indexDir: 'data/index',
    env: { PATH: process.env.PATH },
    onProgress: (...args) => {
      progress.push(args);
      if (stopsAtProgress) stop.abort();
    },
    signal: stop.signal,
  });
  return { result, progress };
}

describe('a build in a process of its own', () => {
  it('gets the folders as they are, tells its progress and gives its summary', async () => {
    const { result, progress } = await run(`
      process.stderr.write('Embedding passages: 3 of 10\\nsomething else\\nEmbedding passages: 10 of 10\\n');
      console.log(JSON.stringify({ outcome: 'built', flags: process.argv.slice(2), token: process.env.DISCORD_TOKEN }));
    `);
    expect(result).toEqual({
      kind: 'summary',
      summary: {
        outcome: 'built',
        flags: ['--json', '--corpus=--force; rm -rf $HOME', '--index=data/index'],
      },
    });
    expect(progress).toEqual([
      ['Embedding passages', 3, 10],
      ['Embedding passages', 10, 10],
    ]);
  });

  it('says why there is no summary: what it told, or the last that it said before it crashed', async () => {
    const told = await run(`
      console.log(JSON.stringify({ outcome: 'failed', code: 'index-locked', message: 'Another build.' }));
      process.exitCode = 1;
    `);
    expect(told.result).toEqual({ kind: 'failure', code: 'index-locked', message: 'Another build.' });
    const crashed = await run(`throw new Error('out of luck')`);
    expect(crashed.result).toMatchObject({
      kind: 'failure',
      code: 'internal',
      message: expect.stringContaining('out of luck') as string,
    });
  });

  it('is told to stop, as Ctrl+C does', async () => {
    const { result } = await run(
      `process.on('SIGINT', () => {
        console.log(JSON.stringify({ outcome: 'stopped', message: 'Stopped.' }));
        process.exit(130);
      });
      setInterval(() => undefined, 1000);
      process.stderr.write('Reading articles: 1 of 2\\n');`,
      new AbortController(),
      true,
    );
    expect(result).toEqual({ kind: 'failure', code: 'stopped', message: 'Stopped.' });
  });
});
