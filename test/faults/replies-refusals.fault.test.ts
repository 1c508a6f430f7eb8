import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DiscordStage } from '../discord/support/start-stage.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import { noteEarly, openScene, PLACE_FAULTS, readEndings, type Scene } from './support/refusal-scene.ts';
import {
  awaitQuiet,
  between,
  findReplies,
  isSoon,
  listErrors,
  startSlowStage,
  tryTimes,
} from './support/reply-trials.ts';
import { watchCrashes } from './support/watch-crashes.ts';

const ANSWER_MS = 150;
/** When the place goes away after the questions, at the latest. */
const MOMENT_MS = 150;
const WIDTH = 5;
/** For those who cannot be told: how long nothing has to come. */
const UNTOLD_MS = 600;
/** A question takes two or three: typing or first response, and answer. A refusal and its way to the asker take up to five more. */
const MAX_REQUESTS = 8;
/** In one place: of the missing permission or the refusal of either kind, and that the asker could not be told. */
const MAX_WARNINGS = 3;
const TIMES = { full: 30, quick: 5 };

let stage: DiscordStage;
let elsewhere: string;
const random = createRandom('replies-refusals');
const crashes = watchCrashes();
beforeAll(async () => {
  stage = await startSlowStage(random, ANSWER_MS, {
    discord: {
      guilds: [{ name: 'Home', channels: ['general', 'help'] }, { name: 'Other' }],
      rateLimit: { requests: 10_000, windowMs: 1_000 },
    },
  });
  elsewhere = stage.discord.listGuilds()[1]?.id ?? '';
});
afterAll(async () => {
  await stage.close();
  crashes.end();
});

it.each(PLACE_FAULTS)('$name: nobody is left without a word, and nothing goes on', async (fault) => {
  const { discord, log } = stage;
  const isShut = fault.isShut === true;
  const times = chooseTimes(TIMES);
  const logStart = log.length;
  let requests = 0;
  const note = (): void => {
    requests += 1;
  };
  discord.events.on('request', note);
  const scenes: Scene[] = [];
  const lost = await tryTimes(times, fault.mend === undefined ? WIDTH : 1, async (index) => {
    const scene = openScene(stage, fault, index);
    scenes.push(scene);
    await sleep(between(random, 0, MOMENT_MS));
    noteEarly(stage, scene);
    fault.strike(discord, scene, random);
    const isOver = await isSoon(
      () => !readEndings(stage, scene).includes('untold'),
      isShut ? UNTOLD_MS : undefined,
    );
    fault.mend?.(discord);
    return isOver || isShut;
  });
  await awaitQuiet(stage);
  discord.events.off('request', note);
  const endings = scenes.flatMap((scene) => readEndings(stage, scene));
  const count = (ending: string): number => endings.filter((each) => each === ending).length;
  const lines = log.slice(logStart).filter((line) => line.includes('"level":40'));
  const warnings = scenes.map(
    ({ channelId }) => lines.filter((line) => line.includes(`"channelId":"${channelId}"`)).length,
  );
  const all = [
    ...[...lost, ...crashes.seen, ...listErrors(stage, logStart)],
    ...(count('untold') === 0 || isShut ? [] : ['left without a word']),
    ...(Math.max(...warnings) <= MAX_WARNINGS ? [] : ['logged again and again']),
    ...((await isAnsweredElsewhere()) ? [] : ['no answer elsewhere']),
  ];
  const perQuestion = requests / endings.length;
  recordFault({
    section: 'replies',
    fault: `${fault.name} at a random moment between questions and replies`,
    times,
    lost: all.length,
    note: [
      `of ${endings.length.toString()} questions ${count('answered').toString()} answered, ${count('told').toString()} told privately`,
      ...(isShut ? [`${count('untold').toString()} could not be told`] : []),
      `${perQuestion.toFixed(1)} requests a question`,
      `${(warnings.reduce((sum, each) => sum + each, 0) / times).toFixed(1)} warnings a place`,
    ].join(', '),
  });
  expect(all).toEqual([]);
  expect(perQuestion).toBeLessThanOrEqual(MAX_REQUESTS);
});

async function isAnsweredElsewhere(): Promise<boolean> {
  const { discord, ada } = stage;
  const channelId = discord.listChannels(elsewhere)[0]?.id ?? '';
  const content = `<@${discord.botId}> Who bought GitHub?`;
  const { id } = discord.postMessage({ channelId, authorId: ada.id, content });
  return isSoon(() => findReplies(discord, channelId, id).length === 1);
}
