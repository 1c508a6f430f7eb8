import { ButtonStyle, ComponentType, type APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listCommandBodies } from '../../src/discord/register-commands.ts';
import { hostileText } from '../discord/support/hostile-text.ts';
import { awaitReply, listButtons, listReplies, type DiscordStage } from '../discord/support/start-stage.ts';
import { findHarm } from './support/check-message.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import { draw, startHostileStage } from './support/hostile-stage.ts';
import { measureCpuMs, watchCrashes } from './support/watch-crashes.ts';

const STEP_MS = 2_000;
const WORD = 'x'.repeat(100_000);

let stage: DiscordStage;
const crashes = watchCrashes();
const posted: APIMessage[] = [];
const random = createRandom('hostile-discord');

beforeAll(async () => {
  stage = await startHostileStage();
  const note = ({ message }: { readonly message: APIMessage }): void => {
    if (message.author.id === stage.discord.botId) posted.push(message);
  };
  stage.discord.events.on('messageCreate', note);
  stage.discord.events.on('messageUpdate', note);
  // The thread that draws takes a second to start, which is no one's fault.
  await stage.discord
    .runCommand({ userId: stage.ada.id, channelId: stage.general, name: 'timeline', options: {} })
    .awaitMessage(30_000);
});
afterAll(async () => {
  crashes.end();
  await stage.close();
});

/** Runs a step for every text; gives what went wrong. Steps that a client of Discord refuses do not count. */
async function tryAll<Value>(
  fault: string,
  values: readonly Value[],
  step: (value: Value, index: number) => Promise<void>,
): Promise<readonly string[]> {
  const lost: string[] = [];
  let times = 0;
  let slowestMs = 0;
  const [postedBefore, logBefore] = [posted.length, stage.log.length];
  for (const [index, value] of values.entries()) {
    try {
      const ms = await measureCpuMs(() => step(value, index));
      slowestMs = Math.max(slowestMs, ms);
      if (ms > STEP_MS) lost.push(`${index}: it took ${ms.toFixed(0)} ms`);
      times += 1;
    } catch (error) {
      if (isRefusedByClient(error)) continue;
      times += 1;
      lost.push(`${index}: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }
  const askers = new Set([stage.ada.id, stage.bob.id]);
  for (const message of posted.slice(postedBefore)) lost.push(...findHarm(message, askers));
  lost.push(...stage.log.slice(logBefore).filter((line) => /"level":[56]0/.test(line)), ...crashes.seen);
  recordFault({
    section: 'bad intentions',
    fault,
    times,
    lost: lost.length,
    note: `slowest step ${slowestMs.toFixed(0)} ms of the processor`,
  });
  expect(times).toBeGreaterThan(values.length / 3);
  return lost;
}

/** For a reply that has nothing to be tried. */
const NOT_COUNTED = Object.assign(new Error('nothing to try'), { code: 'discord-refused' });
const isRefusedByClient = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'discord-refused';
const texts = (salt: number, maxLength: number): readonly string[] =>
  [
    ...draw(hostileText, chooseTimes({ full: 120, quick: 25 }), salt),
    WORD,
    '\u202e'.repeat(500),
    '> '.repeat(900),
    '`'.repeat(1_900),
  ].map((text) => Array.from(`${text} why?`).slice(-maxLength).join(''));

it('is looked for by a check that sees harm', () => {
  const [message] = posted;
  if (message === undefined) throw new Error('nothing was posted');
  for (const description of [
    '<@123456789012345678>',
    '@everyone',
    '<@&123456789012345678>',
    '```js\nx',
    '||x||',
  ]) {
    const harmful = { ...message, embeds: [{ description }], mention_everyone: description === '```js\nx' };
    expect(findHarm(harmful, new Set())).not.toEqual([]);
  }
});

it('a message of marks, mentions and odd characters gets one reply, which pings nobody', async () => {
  const { discord, ada, general } = stage;
  const lost = await tryAll('A hostile message', texts(10, 900), async (text) => {
    const reply = awaitReply(stage, general);
    reply.catch(() => undefined);
    discord.postMessage({ channelId: general, authorId: ada.id, content: `<@${discord.botId}> ${text}` });
    await reply;
  });
  expect(lost).toEqual([]);
});

it('options of commands may hold anything', async () => {
  const { discord, ada, general } = stage;
  const lost = await tryAll('A hostile option of a command', texts(11, 2_000), async (text, index) => {
    const short = Array.from(text).slice(0, 40).join('');
    const [name, options] = (
      [
        ['ask', { question: text }],
        ['ask', { question: text, private: true }],
        ['milestone', { name: short }],
        ['milestones', { topic: short, from: short }],
        ['milestones', { article: short, to: '2010' }],
        ['timeline', { topic: short, from: '1980' }],
        ['sources', { article: short }],
      ] as const
    )[index % 7] ?? ['ask', { question: text }];
    const asked = discord.runCommand({ userId: ada.id, channelId: general, name, options });
    // What is refused is told in a private message of its own.
    await Promise.any([asked.awaitMessage(), asked.awaitFollowUps()]);
  });
  expect(lost).toEqual([]);
});

it('autocomplete answers whatever is being typed', async () => {
  const { discord, ada, general } = stage;
  const lost = await tryAll(
    'A hostile start of a word in autocomplete',
    texts(12, 100),
    async (value, index) => {
      const [name, option] = (
        [
          ['milestone', 'name'],
          ['milestones', 'topic'],
          ['timeline', 'article'],
          ['sources', 'article'],
        ] as const
      )[index % 4] ?? ['milestone', 'name'];
      const asked = discord.autocomplete({
        userId: ada.id,
        channelId: general,
        name,
        focused: { name: option, value },
      });
      for (const choice of await asked.awaitChoices()) {
        if (/[\u202a-\u202e\u2066-\u2069]/.test(choice.name)) throw new Error('a choice hides or reorders');
      }
    },
  );
  expect(lost).toEqual([]);
});

it('“Find sources” works on a hostile message', async () => {
  const { discord, ada, bob, help } = stage;
  const lost = await tryAll('“Find sources” on a hostile message', texts(13, 1_900), async (content) => {
    const target = discord.postMessage({ channelId: help, authorId: ada.id, content });
    const found = discord.runMessageCommand({
      userId: bob.id,
      channelId: help,
      name: 'Find sources',
      targetMessageId: target.id,
    });
    await found.awaitMessage();
    if (!found.ephemeral) throw new Error('it was not private');
  });
  expect(lost).toEqual([]);
});

/** A message of the bot's own with a button of this custom id, as nobody but a forger would have it. */
async function forge(customId: string): Promise<string> {
  const { discord, general } = stage;
  const components = [
    {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'x', custom_id: customId },
      ],
    },
  ];
  const response = await fetch(`${discord.restBase}/v10/channels/${general}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'forged', components }),
  });
  if (response.status !== 200) throw NOT_COUNTED;
  return ((await response.json()) as APIMessage).id;
}

it('forged buttons are answered, replayed, and take nothing away from others', async () => {
  const { discord, bob } = stage;
  const big = '9'.repeat(9);
  const ids = [
    ...[
      'show.0000000000000000',
      'rate.up.1',
      'rate.sideways.1',
      'rate.down.',
      `rate.up.${big.repeat(3)}`,
      'show.ffffffffffffffff.0-zzzzzz',
      `show.0000000000000001.${'1-zzzzz.'.repeat(9)}0-1`,
    ],
    ...[
      `page.${big}`,
      'page.0',
      'page.00',
      'page.-1',
      `dates.${big}.00000000.1`,
      'dates.0.00000000.0',
      'post.',
      'post.1',
    ],
    ...[
      'post.99999999999999999999',
      'dismiss.0',
      'dismiss.99999999999999999999',
      'show',
      '__proto__.1',
      'constructor.1',
      'toString',
    ],
    ...draw(hostileText, chooseTimes({ full: 60, quick: 15 }), 14).map((text) =>
      Array.from(`show.${text}`).slice(0, 60).join(''),
    ),
    ...Array.from({ length: chooseTimes({ full: 60, quick: 15 }) }, () => {
      const kind = ['show', 'dismiss', 'post', 'page', 'dates'][Math.floor(random() * 5)] ?? 'show';
      const parts = Array.from({ length: Math.floor(random() * 4) }, () =>
        Math.floor(random() * 16 ** 8).toString(random() < 0.5 ? 16 : 36),
      );
      return [kind, ...parts].join('.');
    }),
  ];
  const lost = await tryAll('A forged button, clicked twice', ids, async (customId) => {
    const messageId = await forge(customId);
    for (let times = 0; times < 2; times += 1) {
      const clicked = discord.clickButton({ userId: bob.id, messageId, customId });
      await clicked.awaitAcknowledgement();
      if (customId.startsWith('dismiss.')) {
        const isThere = listReplies(stage, stage.general, bob.id).some(({ id }) => id === messageId);
        if (!isThere) throw new Error('it was taken away');
      }
    }
  });
  expect(lost).toEqual([]);
});

it('other people’s buttons do nothing for a stranger, however often', async () => {
  const { discord, ada, bob, general } = stage;
  const lost = await tryAll(
    '“Dismiss” clicked by somebody else',
    Array.from({ length: chooseTimes({ full: 30, quick: 8 }) }),
    async () => {
      const message = await discord
        .runCommand({ userId: ada.id, channelId: general, name: 'ask', options: { question: 'Why?' } })
        .awaitMessage();
      const dismiss = listButtons(message).find(({ label }) => label === 'Dismiss');
      if (dismiss?.customId === undefined) throw NOT_COUNTED;
      for (let times = 0; times < 2; times += 1) {
        const clicked = discord.clickButton({
          userId: bob.id,
          messageId: message.id,
          customId: dismiss.customId,
        });
        await clicked.awaitMessage();
        if (!clicked.ephemeral) throw new Error('it was not told privately');
      }
      if (!listReplies(stage, general, ada.id).some(({ id }) => id === message.id))
        throw new Error('it was taken away');
    },
  );
  expect(lost).toEqual([]);
});

it('commands for managers refuse everybody else, though the server shows them to all', async () => {
  const { discord, ada, general } = stage;
  const bodies = listCommandBodies(discord.guild.id);
  const managed = bodies
    .filter((body) => typeof body.default_member_permissions === 'string')
    .map(({ name }) => name);
  const response = await fetch(
    `${discord.restBase}/v10/applications/${discord.applicationId}/guilds/${discord.guild.id}/commands`,
    {
      method: 'PUT',
      headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(bodies.map((body) => ({ ...body, default_member_permissions: null }))),
    },
  );
  expect(response.status).toBe(200);
  expect(managed.length).toBeGreaterThan(1);
  const lost = await tryAll('A manager’s command used by somebody else', managed, async (name) => {
    const asked = discord.runCommand({ userId: ada.id, channelId: general, name });
    const { content } = await asked.awaitMessage();
    if (!asked.ephemeral || !content.includes('Manage Server')) throw new Error(`${name} was not refused`);
  });
  expect(lost).toEqual([]);
});
