import { MessageFlags, PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Passage } from '../../src/answers/library.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { makeMilestone, makeYears } from './support/make-milestones.ts';
import { readMarkdown } from './support/read-markdown.ts';
import {
  findButton,
  firstEmbed,
  listButtons,
  listReplies,
  startStage,
  type DiscordStage,
} from './support/start-stage.ts';

const HOSTILE = '@everyone met <@123456789012345678> on 22 August 2025 <t:1700000000:R>.';
const HOSTILE_ID = 'ffffffffffffffff';

let stage: DiscordStage;
let shelved: readonly Passage[];
beforeAll(async () => {
  const years = makeYears(47);
  const hostile = makePassages([
    { title: 'A', text: 'unused' },
    { title: 'Guests', heading: 'Arrivals', text: `They came late. ${HOSTILE} It rained.` },
  ])[1];
  if (hostile === undefined) throw new Error('no passage');
  shelved = [...years.passages, hostile];
  stage = await startStage({
    passages: shelved,
    milestones: [
      ...years.milestones,
      makeMilestone(hostile, HOSTILE, { id: HOSTILE_ID, date: '2025-08-22', title: '@everyone met' }),
    ],
  });
}, 30_000);
afterAll(async () => {
  await stage.close();
});

const run = (
  name: string,
  options: Record<string, string> = {},
  { userId = stage.ada.id, channelId = stage.general } = {},
) => stage.discord.runCommand({ userId, channelId, name, options });
const openChannel = () => stage.discord.createChannel({ name: 'talk' }).id;
const complete = (name: string, option: string, value: string, userId = stage.ada.id) =>
  stage.discord
    .autocomplete({ userId, channelId: stage.general, name, focused: { name: option, value } })
    .awaitChoices();
const show = (message: APIMessage) => readMarkdown(firstEmbed(message).description ?? '');
const isPrivate = (message: APIMessage) => ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
const awaitFooter = (channelId: string, messageId: string, line: string) =>
  expect
    .poll(() => {
      const shown = stage.discord.listMessages(channelId, stage.ada.id).find(({ id }) => id === messageId);
      return shown?.embeds[0]?.footer?.text.split('\n')[0];
    })
    .toBe(line);

describe('/milestones', () => {
  it('lists them for everyone, oldest first, each with its date, its words and its footnote', async () => {
    const asked = run('milestones');
    const message = await asked.awaitMessage();
    expect(asked.deferred).toBe(true);
    expect(asked.ephemeral).toBe(false);
    const { visible, bold, links } = show(message);
    expect(bold).toEqual(Array.from({ length: 10 }, (_, index) => String(1950 + index)));
    expect(visible).toContain('1950 · In 1950, machine number 1 was built. [1]\n1951 · In 1951,');
    expect(visible.endsWith('[1] Machines · How many')).toBe(true);
    expect(links).toEqual([{ label: 'Machines', target: 'https://example.org/article' }]);
    expect(listButtons(message)).toMatchObject([
      { label: 'Previous', disabled: true },
      { label: 'Next', disabled: false },
      { label: 'Dismiss', disabled: false },
    ]);
  });

  it('turns pages of a search with a long topic, after the bot was started again, too', async () => {
    const { discord, ada } = stage;
    const channelId = openChannel();
    const topic = `machine number ${'built '.repeat(30)}`.trim();
    const message = await run(
      'milestones',
      { topic, article: 'machines', from: '1960', to: '1985' },
      { channelId },
    ).awaitMessage();
    expect(firstEmbed(message).footer?.text).toBe(
      `26 milestones, page 1 of 3\ntopic: ${topic}\narticle: machines\nfrom: 1960\nto: 1985`,
    );
    await stage.restart();
    discord.clickButton({ userId: ada.id, messageId: message.id, customId: findButton(message, 'Next') });
    await awaitFooter(channelId, message.id, '26 milestones, page 2 of 3');
    const turned = listReplies(stage, channelId, ada.id)[0];
    expect(turned && show(turned).bold[0]).toBe('1970');
  });

  it('gives another person the page privately, and leaves the page of the asker as it is', async () => {
    const { discord, bob } = stage;
    const channelId = openChannel();
    const message = await run('milestones', {}, { channelId }).awaitMessage();
    const clicked = discord.clickButton({
      userId: bob.id,
      messageId: message.id,
      customId: findButton(message, 'Next'),
    });
    const own = await clicked.awaitMessage();
    expect(clicked.ephemeral).toBe(true);
    expect(firstEmbed(own).footer?.text).toBe('48 milestones, page 2 of 5');
    expect(listButtons(own).map(({ label }) => label)).toEqual(['Previous', 'Next']);
    await awaitFooter(channelId, message.id, '48 milestones, page 1 of 5');
    discord.clickButton({ userId: bob.id, messageId: own.id, customId: findButton(own, 'Next') });
    await expect
      .poll(
        () =>
          discord.listMessages(channelId, bob.id).find(({ id }) => id === own.id)?.embeds[0]?.footer?.text,
      )
      .toBe('48 milestones, page 3 of 5');
  });

  it('turns no page where the message tells of another search than the button', async () => {
    const { discord, ada } = stage;
    const channelId = openChannel();
    const message = await run('milestones', { from: '1960' }, { channelId }).awaitMessage();
    const response = await fetch(`${discord.restBase}/v10/channels/${channelId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        embeds: [{ title: 'Milestones', footer: { text: '38 milestones, page 1 of 4\nfrom: 1970' } }],
        components: message.components,
      }),
    });
    const altered = (await response.json()) as APIMessage;
    const clicked = discord.clickButton({
      userId: ada.id,
      messageId: altered.id,
      customId: findButton(message, 'Next'),
    });
    const [told] = await clicked.awaitFollowUps();
    expect(told?.content).toContain('Please use `/milestones` again');
    expect(told && isPrivate(told)).toBe(true);
  });

  it("writes dates in the order of the asker's language, and pings nobody", async () => {
    const { discord } = stage;
    const reader = (locale: 'en-US' | 'de') => discord.createUser({ name: `Reader ${locale}`, locale }).id;
    const ask = async (userId: string) =>
      run('milestones', { article: 'Guests' }, { userId, channelId: openChannel() }).awaitMessage();
    const american = await ask(reader('en-US'));
    expect(show(american).bold).toEqual(['August 22, 2025']);
    expect(show(await ask(reader('de'))).bold).toEqual(['22. August 2025']);
    expect(show(american).visible).toContain(HOSTILE);
    expect([...show(american).kinds]).not.toContain('timestamp');
    expect(american).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [] });
  });

  it.each([
    [{ from: '2015', to: '2009' }, 'is after'],
    [{ from: '20255' }, 'no date'],
    [{ to: 'soonish' }, 'no date'],
    [{ article: 'Machnes' }, 'Did you mean “Machines”?'],
    [{ topic: 'zorblax' }, 'no milestone'],
  ])('tells only the asker what is wrong with %j, in words', async (options, words) => {
    const channelId = openChannel();
    for (const name of ['milestones', 'timeline']) {
      const asked = run(name, options, { channelId });
      const [told] = await asked.awaitFollowUps();
      expect(told && isPrivate(told)).toBe(true);
      expect(readMarkdown(told?.content ?? '').visible).toContain(words);
    }
    expect(listReplies(stage, channelId, stage.bob.id)).toEqual([]);
    expect(listReplies(stage, channelId, stage.ada.id)).toHaveLength(2);
  });

  it('answers privately, and says why, where it lacks a permission', async () => {
    const channelId = openChannel();
    stage.discord.revokeBotPermissions(channelId, PermissionFlagsBits.EmbedLinks);
    for (const [name, options] of [
      ['milestones', {}],
      ['milestone', { name: '0000000000000001' }],
    ] as const) {
      const asked = run(name, options, { channelId });
      const message = await asked.awaitMessage();
      expect(asked.ephemeral).toBe(true);
      expect(message.content).toContain('“Embed Links”');
      expect(listButtons(message).map(({ label }) => label)).not.toContain('Dismiss');
    }
    const [told] = await run('milestones', { from: '20255' }, { channelId }).awaitFollowUps();
    expect(told && isPrivate(told)).toBe(true);
    expect(listReplies(stage, channelId, stage.bob.id)).toEqual([]);
  });

  it('suggests topics and articles while they are typed', async () => {
    const topics = await complete('milestones', 'topic', 'machine');
    expect(topics).toHaveLength(25);
    expect(topics[0]).toMatchObject({ name: topics[0]?.value });
    expect(await complete('timeline', 'article', 'mach')).toEqual([
      { name: 'Machines', value: stage.passage.article.id },
    ]);
    expect(await complete('milestones', 'topic', 'zorblax')).toEqual([]);
  });
});

describe('/milestone', () => {
  it('shows the one that was chosen, in its passage, its words in bold, with a way to the article', async () => {
    const [choice] = await complete('milestone', 'name', '1953');
    expect(choice).toEqual({
      name: '1953: In 1953, machine number 4 was built.',
      value: '0000000000000004',
    });
    const asked = run('milestone', { name: String(choice?.value) });
    const message = await asked.awaitMessage();
    expect(asked.ephemeral).toBe(false);
    expect(readMarkdown(message.content).visible).toBe('1953 · In 1953, machine number 4 was built.');
    expect(show(message).bold).toEqual(['In 1953, machine number 4 was built.']);
    expect(show(message).visible).toContain('In 1952, machine number 3 was built.');
    expect(listButtons(message).map(({ label }) => label)).toEqual(['Open the article', 'Dismiss']);
  });

  it('pings nobody whom its words mention', async () => {
    const message = await run('milestone', { name: HOSTILE_ID }).awaitMessage();
    expect(message).toMatchObject({ mention_everyone: false, mentions: [] });
    expect(show(message).bold).toEqual([HOSTILE]);
  });

  it('privately suggests the nearest for text that is not in the list', async () => {
    const channelId = openChannel();
    const tell = async (name: string) => {
      const [told] = await run('milestone', { name }, { channelId }).awaitFollowUps();
      expect(told && isPrivate(told)).toBe(true);
      return readMarkdown(told?.content ?? '').visible;
    };
    expect(await tell('machine number 7')).toBe(
      'There is no such milestone. Did you mean “1956: In 1956, machine number 7 was built.”?',
    );
    expect(await tell('0123456789abcdef')).toContain('choose from the list');
    expect(listReplies(stage, channelId, stage.bob.id)).toEqual([]);
  });

  it('says so once its passage is gone', async () => {
    const { library } = stage;
    library.restock([]);
    const [told] = await run('milestone', { name: '0000000000000001' }).awaitFollowUps();
    expect(told?.content).toContain('The index was rebuilt');
    library.restock(shelved);
  });
});

describe('/timeline', () => {
  it('posts a picture with alternative text, and says what it leaves out', async () => {
    const message = await run('timeline', { article: 'Machines' }).awaitMessage(30_000);
    const [attachment] = message.attachments;
    expect(message.attachments).toHaveLength(1);
    expect(attachment?.description).toMatch(/^Timeline of 47 milestones from 1950 to 1996: /);
    expect(attachment?.description?.length).toBeLessThanOrEqual(1024);
    expect(firstEmbed(message).image?.url).toContain('timeline.png');
    const { visible } = show(message);
    expect(visible).toContain('The picture shows 40 of 47 milestones and leaves out 7.');
    expect(visible.endsWith('[1] Machines')).toBe(true);
    const png = Buffer.from(await (await fetch(attachment?.url ?? '')).arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(10_000);
  }, 40_000);

  it('narrows the picture as the options say', async () => {
    const message = await run('timeline', { from: '1990', to: '1992' }).awaitMessage(30_000);
    expect(show(message).visible).toContain('3 milestones.');
    expect(message.attachments[0]?.description).toContain('1991: In 1991, machine number 42 was built.');
    expect(firstEmbed(message).footer?.text).toBe('from: 1990\nto: 1992');
  }, 40_000);
});
