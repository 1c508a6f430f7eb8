import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startProgram } from './doubles/run-program.ts';

it('takes signals that come together for one, and ends the process at once at a later one', async () => {
  const { child, spoke, ended } = startProgram('test/doubles/stop-child.ts', { cwd: tmpdir() });
  onTestFinished(() => void child.kill('SIGKILL'));
  await spoke;
  if (child.stdout === null) throw new Error('no output');
  const stopping = once(child.stdout, 'data');
  child.kill('SIGINT');
  child.kill('SIGINT');
  await stopping;
  await sleep(700);
  expect(child.exitCode).toBeNull();
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 143, stdout: 'ready\nstopping\n', stderr: '' });
}, 30_000);
