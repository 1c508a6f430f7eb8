import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BENCH_DIR = join(import.meta.dirname, '..');

/**
 * Runs a program of this folder in a process of its own, so that its memory and its pauses are its own, and gives what
 * it found. `options` and the result must be JSON. Its output goes to standard error.
 * @throws Error where it does not end with 0.
 */
export async function spawnMeasured<Result>(program: string, options: object): Promise<Result> {
  const resultPath = join(tmpdir(), `footnote-bench-${process.pid}-${Date.now()}.json`);
  const loader = program.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(
    process.execPath,
    [...loader, join(BENCH_DIR, program), JSON.stringify(options), resultPath],
    { stdio: ['ignore', process.stderr, process.stderr], cwd: join(BENCH_DIR, '..') },
  );
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    if (code !== 0) throw new Error(`bench/${program} ended with ${signal ?? code ?? 'nothing'}.`);
    return JSON.parse(await readFile(resultPath, 'utf8')) as Result;
  } finally {
    await rm(resultPath, { force: true });
  }
}
