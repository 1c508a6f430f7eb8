import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
  Events,
  MessageFlags,
  type ApplicationCommandDataResolvable,
  type ChatInputCommandInteraction,
  type TextInputComponentData,
  type Client,
  type Interaction,
} from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import type { LocalDiscordOptions } from '../../src/local-discord/options.ts';
import type { InteractionHandle } from '../../src/local-discord/interactions/interaction-handle.ts';
import { openStage, type Stage } from './open-stage.ts';

interface Bot extends Stage {
  readonly client: Client<true>;
  /** Ada asks. */
  readonly ask: (question?: string) => InteractionHandle;
}

const COMMANDS = [
  {
    name: 'ask',
    description: 'Ask',
    options: [
      { type: ApplicationCommandOptionType.String, name: 'question', description: 'q', autocomplete: true },
    ],
  },
  { name: 'Find sources', type: ApplicationCommandType.Message },
] satisfies ApplicationCommandDataResolvable[];

/** A bot that answers `/ask` as told; what its answer throws is kept, not lost. */
async function openBot(
  answer: (interaction: ChatInputCommandInteraction) => unknown,
  options: LocalDiscordOptions = {},
): Promise<Bot & { failures: unknown[] }> {
  const stage = await openStage(options);
  const client = await stage.logIn();
  await client.application.commands.set(COMMANDS);
  const failures: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    Promise.resolve(answer(interaction)).catch((error: unknown) => failures.push(error));
  });
  const { discord, ada: userId, channelId } = stage;
  const ask = (question = 'why?') =>
    discord.runCommand({ userId, channelId, name: 'ask', options: { question } });
  return { ...stage, client, ask, failures };
}

function nextInteraction(client: Client): Promise<Interaction> {
  return new Promise((resolve) => client.once(Events.InteractionCreate, resolve));
}

describe('responding to a command', () => {
  it('shows "thinking" after a deferral, then the answer', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { discord, ask, ada, ben, channelId } = await openBot(async (interaction) => {
      await interaction.deferReply();
      await held;
      await interaction.editReply(`You asked: ${interaction.options.getString('question') ?? ''}`);
    });
    const handle = await ask('when?').awaitAcknowledgement();
    expect([handle.deferred, handle.ephemeral, handle.message]).toEqual([true, false, undefined]);
    const [thinking] = discord.listMessages(channelId, ben);
    expect(thinking?.flags).toBe(MessageFlags.Loading);
    release();
    const message = await handle.awaitMessage();
    expect(message).toMatchObject({
      id: thinking?.id,
      content: 'You asked: when?',
      flags: 0,
      edited_timestamp: null,
      interaction_metadata: { user: { id: ada } },
    });
  });

  it('shows an ephemeral answer to nobody but the asker', async () => {
    const { discord, ask, ada, ben, channelId, client } = await openBot(async (interaction) => {
      await interaction.reply({ content: 'psst', flags: MessageFlags.Ephemeral });
      await interaction.editReply('psst!');
    });
    const seen = discord.awaitEvent('messageUpdate');
    const handle = ask();
    await seen;
    expect(handle.ephemeral).toBe(true);
    expect((await seen).viewerId).toBe(ada);
    expect(discord.listMessages(channelId, ada).map((message) => message.content)).toEqual(['psst!']);
    expect(discord.listMessages(channelId, ben)).toEqual([]);
    const id = handle.message?.id ?? '';
    const channel = await client.channels.fetch(channelId);
    if (!channel?.isTextBased()) throw new Error('no channel');
    await expect(channel.messages.fetch({ message: id, force: true })).rejects.toMatchObject({ code: 10008 });
    expect(() => discord.clickButton({ userId: ben, messageId: id, customId: 'x' })).toThrow('no message');
  });

  it('decides at the deferral who sees the answer', async () => {
    const { discord, ask, ben, channelId } = await openBot(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ content: 'still secret', flags: MessageFlags.SuppressEmbeds });
    });
    const message = await ask().awaitMessage();
    expect(message.flags).toBe(MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds);
    expect(discord.listMessages(channelId, ben)).toEqual([]);
  });

  it('gives the response when it is asked for', async () => {
    let given: unknown;
    const { ask, failures } = await openBot(async (interaction) => {
      const response = await interaction.reply({ content: 'hi', withResponse: true });
      given = response.resource?.message?.content;
      expect((await interaction.fetchReply()).content).toBe('hi');
      await interaction.followUp('more');
    });
    const handle = ask();
    await handle.awaitFollowUps();
    expect(given).toBe('hi');
    expect(failures).toEqual([]);
  });

  it('refuses a second acknowledgement', async () => {
    const { ask, request, discord } = await openBot((interaction) => interaction.reply('first'));
    const sent = discord.awaitEvent('interaction');
    const handle = ask();
    await handle.awaitMessage();
    const { payload } = await sent;
    const path = `/interactions/${payload.id}/${payload.token}/callback`;
    expect(await request('POST', path, { type: 4, data: { content: 'second' } })).toMatchObject({
      status: 400,
      body: { code: 40060 },
    });
    expect(handle.message?.content).toBe('first');
  });

  it('refuses a response after the deadline, and tells the asker that there was none', async () => {
    const { discord, ask, ada, channelId, failures } = await openBot(
      async (interaction) => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        await interaction.reply('too late');
      },
      { firstResponseDeadlineMs: 50 },
    );
    const told = discord.awaitEvent('interactionFailed');
    const handle = ask();
    await handle.awaitFailure();
    expect((await told).userId).toBe(ada);
    await expect(handle.awaitMessage()).rejects.toThrow('did not respond in time');
    await vi.waitFor(() => {
      expect(failures).toMatchObject([{ code: 10062, status: 404 }]);
    });
    expect(discord.listMessages(channelId, ada)).toEqual([]);
  });

  it('refuses a response on a slow network, as the deadline counts until it arrives', async () => {
    const { discord, ask, failures } = await openBot((interaction) => interaction.deferReply(), {
      firstResponseDeadlineMs: 50,
    });
    discord.delayResponses(120);
    await ask().awaitFailure();
    await vi.waitFor(() => {
      expect(failures).toMatchObject([{ code: 10062 }]);
    });
  });

  it('fails when the bot is not there', async () => {
    const { discord, client, ask } = await openBot(() => undefined, { firstResponseDeadlineMs: 30 });
    await client.destroy();
    await ask().awaitFailure();
    expect(discord.isBotOnline).toBe(false);
  });

  it('lets a token die after fifteen minutes', async () => {
    let nowMs = Date.now();
    let tell: (interaction: ChatInputCommandInteraction) => void = () => undefined;
    const replied = new Promise<ChatInputCommandInteraction>((resolve) => (tell = resolve));
    const { ask } = await openBot(
      async (interaction) => {
        await interaction.reply('in time');
        tell(interaction);
      },
      { clock: { now: () => nowMs } },
    );
    ask();
    const asked = await replied;
    nowMs += 14 * 60_000;
    await asked.editReply('still in time');
    nowMs += 2 * 60_000;
    await expect(asked.editReply('too late')).rejects.toMatchObject({ code: 50027, status: 401 });
    await expect(asked.followUp('too late')).rejects.toMatchObject({ code: 50027 });
  });

  it('knows no token but its own, and no webhook before the first response', async () => {
    const { request, discord, ask } = await openBot(() => undefined);
    const sent = discord.awaitEvent('interaction');
    ask();
    const { payload } = await sent;
    const answer = { type: 4, data: { content: 'x' } };
    expect(await request('POST', `/interactions/${payload.id}/wrong/callback`, answer)).toMatchObject({
      status: 404,
      body: { code: 10062 },
    });
    expect(await request('POST', `/interactions/1/${payload.token}/callback`, answer)).toMatchObject({
      body: { code: 10062 },
    });
    const webhook = `/webhooks/${discord.applicationId}/${payload.token}`;
    expect(await request('POST', webhook, { content: 'x' })).toMatchObject({ body: { code: 10015 } });
    expect(await request('PATCH', `${webhook}/messages/@original`, {})).toMatchObject({
      body: { code: 10015 },
    });
  });

  it.each([
    ['a deferral with other flags', { type: 5, data: { flags: 64 | 4 } }],
    ['an update of no message', { type: 7, data: { content: 'x' } }],
    ['suggestions', { type: 8, data: { choices: [] } }],
    ['a type that is none', { type: 99 }],
    ['an answer that is too long', { type: 4, data: { content: 'x'.repeat(2001) } }],
    ['a form without fields', { type: 9, data: { custom_id: 'f', title: 't', components: [] } }],
  ])('refuses %s, and still takes a right answer', async (_, body) => {
    const { request, discord, ask } = await openBot(() => undefined);
    const sent = discord.awaitEvent('interaction');
    const handle = ask();
    const { payload } = await sent;
    const path = `/interactions/${payload.id}/${payload.token}/callback`;
    expect(await request('POST', path, body)).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(handle.acknowledged).toBe(false);
    expect((await request('POST', path, { type: 5 })).status).toBe(204);
    expect(handle.deferred).toBe(true);
  });

  it('takes follow-ups, of their own visibility, and edits and deletes them', async () => {
    const { discord, ask, ada, ben, channelId } = await openBot(async (interaction) => {
      await interaction.reply('first');
      const secret = await interaction.followUp({ content: 'secret', flags: MessageFlags.Ephemeral });
      const open = await interaction.followUp('open');
      await interaction.webhook.editMessage(secret, 'secret, edited');
      await interaction.webhook.deleteMessage(open);
      await interaction.deleteReply();
      await interaction.followUp('done');
    });
    const done = discord.awaitEvent('messageCreate', { where: (event) => event.message.content === 'done' });
    const handle = ask();
    await done;
    expect(handle.message).toBeUndefined();
    expect(handle.followUps.map((message) => message.content)).toEqual(['secret, edited', 'done']);
    expect(discord.listMessages(channelId, ben).map((message) => message.content)).toEqual(['done']);
    expect(discord.listMessages(channelId, ada)).toHaveLength(2);
  });

  it('lets the first follow-up after a deferral take its place', async () => {
    const { discord, ask, ben, channelId } = await openBot(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp('for you');
    });
    const handle = ask();
    expect((await handle.awaitMessage()).content).toBe('for you');
    expect(handle.followUps).toEqual([]);
    expect(discord.listMessages(channelId, ben)).toEqual([]);
  });

  it('pings people only by default, unlike a message', async () => {
    const { ask, ada } = await openBot((interaction) =>
      interaction.reply(`@everyone <@${interaction.user.id}>`),
    );
    const message = await ask().awaitMessage();
    expect(message.mention_everyone).toBe(false);
    expect(message.mentions.map((user) => user.id)).toEqual([ada]);
  });

  it('says where the asker is, in which language, and what the bot may do there', async () => {
    const { discord, client, ben, channelId } = await openBot(() => undefined);
    const heard = nextInteraction(client);
    discord.runCommand({ userId: ben, channelId, name: 'ask' });
    const interaction = await heard;
    expect([interaction.locale, interaction.guildLocale, interaction.inGuild()]).toEqual([
      'de',
      'en-US',
      true,
    ]);
    expect(interaction.appPermissions.has('SendMessages')).toBe(true);
    expect(interaction.memberPermissions?.has('ManageMessages')).toBe(false);

    const inDirect = nextInteraction(client);
    discord.runCommand({ userId: ben, channelId: discord.openDirectMessage(ben), name: 'ask' });
    expect([(await inDirect).inGuild(), (await inDirect).user.id, (await inDirect).context]).toEqual([
      false,
      ben,
      1,
    ]);
  });
});

describe('other ways to use a bot', () => {
  it('suggests while somebody types', async () => {
    const { discord, client, ada: userId, channelId } = await openBot(() => undefined);
    client.on(Events.InteractionCreate, (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { value } = interaction.options.getFocused(true);
      void interaction.respond([{ name: `${value}?`, value: `${value}!` }]);
    });
    const focused = { name: 'question', value: 'wh' };
    const handle = discord.autocomplete({ userId, channelId, name: 'ask', focused });
    expect(await handle.awaitChoices()).toEqual([{ name: 'wh?', value: 'wh!' }]);
    expect(discord.listMessages(channelId, userId)).toEqual([]);
  });

  it('refuses more than 25 suggestions, long ones, and a deferral instead of them', async () => {
    const { discord, request, ada: userId, channelId } = await openBot(() => undefined);
    const sent = discord.awaitEvent('interaction');
    const focused = { name: 'question', value: 'wh' };
    const handle = discord.autocomplete({ userId, channelId, name: 'ask', focused });
    const { payload } = await sent;
    const respond = (body: object) =>
      request('POST', `/interactions/${payload.id}/${payload.token}/callback`, body);
    const choices = (count: number, length = 1) =>
      Array.from({ length: count }, () => ({ name: 'n'.repeat(length), value: 'v' }));
    expect((await respond({ type: 5 })).body).toMatchObject({ code: 50035, errors: { type: {} } });
    for (const wrong of [choices(26), choices(1, 101)]) {
      expect((await respond({ type: 8, data: { choices: wrong } })).body).toMatchObject({ code: 50035 });
    }
    expect((await respond({ type: 8, data: { choices: choices(25, 100) } })).status).toBe(204);
    expect(await handle.awaitChoices()).toHaveLength(25);
  });

  it('runs a message command on a message whose content the bot could not read otherwise', async () => {
    const { discord, client, ada: userId, ben, channelId } = await openBot(() => undefined);
    client.on(Events.InteractionCreate, (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) return;
      const { content } = interaction.targetMessage;
      void interaction.reply({ content: `About "${content}"`, flags: MessageFlags.Ephemeral });
    });
    const target = discord.postMessage({ channelId, authorId: ben, content: 'git is old' });
    const handle = discord.runMessageCommand({
      userId,
      channelId,
      name: 'Find sources',
      targetMessageId: target.id,
    });
    expect(await handle.awaitMessage()).toMatchObject({ content: 'About "git is old"', type: 23 });
  });

  it('lets people click buttons: the bot updates the message, or answers', async () => {
    const row = (disabled: boolean) =>
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder()
          .setCustomId('more')
          .setLabel('More')
          .setStyle(ButtonStyle.Primary)
          .setDisabled(disabled),
        new ButtonBuilder().setLabel('Open').setStyle(ButtonStyle.Link).setURL('https://example.org'),
      );
    const { discord, client, ask, ada, ben } = await openBot((interaction) =>
      interaction.reply({ content: 'answer', components: [row(false)] }),
    );
    const { id: messageId } = await ask().awaitMessage();

    const first = nextInteraction(client);
    const update = discord.clickButton({ userId: ben, messageId, customId: 'more' });
    const clicked = await first;
    if (!clicked.isButton()) throw new Error('no button');
    expect([clicked.message.id, clicked.user.id]).toEqual([messageId, ben]);
    await clicked.update({ content: 'more answer', components: [row(true)] });
    expect(await update.awaitMessage()).toMatchObject({ id: messageId, content: 'more answer' });
    expect(() => discord.clickButton({ userId: ada, messageId, customId: 'more' })).toThrow('disabled');
    expect(() => discord.clickButton({ userId: ada, messageId, customId: 'less' })).toThrow(
      'no such component',
    );
  });

  it('takes a deferred update and an ephemeral answer to a click', async () => {
    const button = new ButtonBuilder().setCustomId('b').setLabel('B').setStyle(ButtonStyle.Secondary);
    const components = [new ActionRowBuilder<ButtonBuilder>().addComponents(button)];
    const { discord, client, ask, ben, ada, channelId } = await openBot((interaction) =>
      interaction.reply({ content: 'answer', components }),
    );
    const { id: messageId } = await ask().awaitMessage();
    client.once(Events.InteractionCreate, (interaction) => {
      if (!interaction.isButton()) return;
      void interaction
        .deferUpdate()
        .then(() => interaction.editReply({ content: 'changed' }))
        .then(() => interaction.followUp({ content: 'only you', flags: MessageFlags.Ephemeral }));
    });
    const handle = discord.clickButton({ userId: ben, messageId, customId: 'b' });
    expect(await handle.awaitFollowUps()).toMatchObject([{ content: 'only you' }]);
    expect(handle.message).toMatchObject({ id: messageId, content: 'changed' });
    expect(discord.listMessages(channelId, ada)).toHaveLength(1);
    expect(discord.listMessages(channelId, ben)).toHaveLength(2);
  });

  it('lets people choose in a menu', async () => {
    const options = ['one', 'two'].map((value) => ({ label: value, value }));
    const { discord, client, ada: userId, channelId } = await openBot(() => undefined);
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const { id: messageId } = await channel.send({
      content: 'choose',
      components: [
        {
          type: ComponentType.ActionRow,
          components: [{ type: ComponentType.StringSelect, customId: 'pick', options, maxValues: 2 }],
        },
      ],
    });
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isStringSelectMenu()) void interaction.reply(interaction.values.join('+'));
    });
    const select = (values: string[]) =>
      discord.selectOption({ userId, messageId, customId: 'pick', values });
    expect(() => select(['three'])).toThrow('does not offer');
    expect(() => select([])).toThrow('1 to 2');
    expect((await select(['one', 'two']).awaitMessage()).content).toBe('one+two');
  });

  it('lets people fill in a form', async () => {
    const input: TextInputComponentData = {
      type: ComponentType.TextInput,
      customId: 'why',
      style: TextInputStyle.Paragraph,
      label: 'Why?',
      minLength: 3,
      required: true,
    };
    const {
      discord,
      client,
      ask,
      ada: userId,
    } = await openBot((interaction) =>
      interaction.showModal({
        customId: 'form',
        title: 'Report',
        components: [{ type: ComponentType.ActionRow, components: [input] }],
      }),
    );
    client.on(Events.InteractionCreate, (interaction) => {
      if (!interaction.isModalSubmit()) return;
      void interaction.reply(`${interaction.customId}: ${interaction.fields.getTextInputValue('why')}`);
    });
    const opened = ask();
    expect(await opened.awaitModal()).toMatchObject({ custom_id: 'form', title: 'Report' });
    const submit = (why: string) =>
      discord.submitModal({ userId, interactionId: opened.id, values: { why } });
    expect(() => submit('')).toThrow('required');
    expect(() => submit('no')).toThrow('too short');
    expect((await submit('because').awaitMessage()).content).toBe('form: because');
  });
});
