import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startLocalDiscord } from '../../src/local-discord/start-local-discord.ts';
import { runProgram } from '../doubles/run-program.ts';

/** As if hnswlib-node had never been compiled: what finds the compiled part finds nothing. */
const WITHOUT_BINDINGS = `
const Module = require('node:module');
const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === 'bindings') return () => { throw new Error('Could not locate the bindings file.'); };
  return load.call(this, request, ...rest);
};
`;

it('npm run doctor names all that is broken at once, and never shows the token', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'footnote-doctor-'));
  const discord = await startLocalDiscord();
  onTestFinished(async () => {
    await discord.close();
    await rm(cwd, { recursive: true });
  });
  await writeFile(join(cwd, 'broken.cjs'), WITHOUT_BINDINGS);
  await mkdir(join(cwd, 'corpus'));
  await writeFile(join(cwd, '.env'), 'QUESTION_PER_MINUTE=6\nLOG_LEVEL=loud\nMIN_CONFIDENCE=2\n');
  const { code, stdout, stderr } = await runProgram('scripts/doctor.ts', {
    cwd,
    args: ['--json'],
    env: {
      PATH: cwd,
      NODE_OPTIONS: `--require ${join(cwd, 'broken.cjs')}`,
      MODELS_DIR: join(cwd, 'models'),
      STATE_DIR: join(cwd, 'broken.cjs', 'state'),
      ANSWER_CHANNELS: 'help',
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API: discord.restBase,
    },
  });
  const { isWell, findings } = JSON.parse(stdout) as {
    isWell: boolean;
    findings: { check: string; status: string; message: string; mend: string | null }[];
  };
  const failures = findings.filter(({ status }) => status === 'failure');
  expect(failures.map(({ check, message }) => `${check}: ${message}`)).toEqual([
    expect.stringMatching(/^Settings: .*QUESTION_PER_MINUTE.*did you mean QUESTIONS_PER_MINUTE/),
    expect.stringMatching(/^Settings: .*MIN_CONFIDENCE must be/),
    expect.stringMatching(/^Settings: .*LOG_LEVEL must be/),
    expect.stringMatching(/^Compiler: .*Python 3 and make and a C\+\+ compiler/),
    expect.stringMatching(/^hnswlib-node: .*Could not locate the bindings file/),
    expect.stringMatching(/^Model files: .*SHA256SUMS/),
    expect.stringMatching(/^Articles: .*holds no files/),
    expect.stringMatching(/^State folder: .*broken\.cjs is no folder/),
    expect.stringMatching(/^Intents: .*switched off/),
    expect.stringMatching(/^Commands: .*missing: ask/),
    expect.stringMatching(/^Permissions: .*no channel “help”/),
  ]);
  expect(failures.every(({ mend }) => mend !== null)).toBe(true);
  expect([code, isWell, stderr]).toEqual([1, false, '']);
  expect(stdout).not.toContain(discord.botToken);
}, 60_000);
