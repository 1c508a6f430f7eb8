import { afterAll, beforeAll, expect, it } from 'vitest';
import { SETTING_VARIABLES } from '../../src/config.ts';
import { listDiscordBreaks } from './support/discord-breaks.ts';
import { openDoctorStage, tryDoctor, type DoctorStage, type DoctorTrial } from './support/doctor-stage.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, SEED } from './support/fault-run.ts';
import { collectLosses } from './support/index-stage.ts';
import { listLocalBreaks } from './support/local-breaks.ts';
import { BAD_VALUES, listSettingsBreaks } from './support/settings-breaks.ts';

let stage: DoctorStage;
beforeAll(async () => {
  stage = await openDoctorStage();
});
afterAll(() => stage.close());

async function tryAll(what: string, trials: readonly DoctorTrial[], fewer: number): Promise<void> {
  const every = chooseTimes({ full: 1, quick: fewer });
  const chosen = trials.filter((_, index) => index % every === SEED % every);
  const lost = await collectLosses(chosen.length, async (index) => {
    const trial = chosen[index];
    if (trial !== undefined) await tryDoctor(stage, trial);
  });
  recordFault({
    section: 'nothing silent',
    fault: `\`npm run doctor\` with one thing broken: ${what}`,
    times: chosen.length,
    lost: lost.length,
    note: 'each named alone, with its mend and the exit code',
  });
  expect(lost).toEqual([]);
}

it('the doctor names each thing of this machine that is broken, and nothing else', async () => {
  await tryAll('Node, tools, compiled module, model, articles, index, folders', await listLocalBreaks(), 10);
});

it('the doctor names each setting that is malformed', async () => {
  expect(Object.keys(BAD_VALUES).sort()).toEqual([...SETTING_VARIABLES].sort());
  await tryAll('a setting', listSettingsBreaks(), 13);
});

it('the doctor names what is wrong on Discord', async () => {
  const { trials, close } = listDiscordBreaks();
  try {
    await tryAll('token, intents, commands, permissions, channels, servers', trials, 10);
  } finally {
    await close();
  }
});
