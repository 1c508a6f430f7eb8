import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SHIPPED } from './copy-model.ts';

const embedderUrl = new URL('../../src/embeddings/transformers-embedder.ts', import.meta.url);

const PROGRAM = `
  const { openTransformersEmbedder } = await import(${JSON.stringify(embedderUrl.href)});
  const embedder = await openTransformersEmbedder(${JSON.stringify({ ...SHIPPED, threads: 1 })});
  await embedder.embedQuery('hello');
  await embedder.close();`;

// Without `silenceTelemetry` there are a device id and a database in the home folder, and a log in the temp folder.
it('embeds without a file of ONNX Runtime about this machine, wherever it could be written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-telemetry-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const home = join(folder, 'home');
  const temp = join(folder, 'temp');
  const cwd = join(folder, 'cwd');
  for (const path of [home, temp, cwd]) await mkdir(path);
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', PROGRAM],
    {
      ...{ cwd, stdio: ['ignore', 'inherit', 'inherit'] },
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: temp, TSX_DISABLE_CACHE: '1' },
    },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  for (const path of [home, temp, cwd]) expect(await readdir(path)).toEqual([]);
  expect(existsSync(`/tmp/mat-debug-${child.pid ?? 0}.log`)).toBe(false);
}, 60_000);
