import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { openStage, type Stage } from './open-stage.ts';

const ask = new SlashCommandBuilder()
  .setName('ask')
  .setDescription('Ask the articles')
  .addStringOption((option) =>
    option.setName('question').setDescription('What to ask').setRequired(true).setMaxLength(20),
  )
  .addIntegerOption((option) =>
    option.setName('count').setDescription('How many').setMinValue(1).setMaxValue(3),
  )
  .addStringOption((option) =>
    option
      .setName('tone')
      .setDescription('How')
      .addChoices({ name: 'Short', value: 'short' }, { name: 'Long', value: 'long' }),
  )
  .addBooleanOption((option) => option.setName('private').setDescription('Only for you'))
  .addUserOption((option) => option.setName('person').setDescription('Who'));
const sources = new ContextMenuCommandBuilder()
  .setName('Find sources')
  .setType(ApplicationCommandType.Message);

const put = (stage: Stage, commands: unknown, scope = '') =>
  stage.request('PUT', `/applications/${stage.discord.applicationId}${scope}/commands`, commands);
const define = (fields: object) => ({ name: 'ask', description: 'Ask', ...fields });

describe('registering commands', () => {
  it('overwrites all commands of a scope at once, and keeps the ids of those that stay', async () => {
    const { logIn, discord } = await openStage();
    const client = await logIn();
    const first = await client.application.commands.set([ask.toJSON(), sources.toJSON()]);
    expect(discord.registeredCommands().map((command) => command.name)).toEqual(['ask', 'Find sources']);
    const id = first.find((command) => command.name === 'ask')?.id;
    const second = await client.application.commands.set([{ ...ask.toJSON(), description: 'New words' }]);
    expect(second.map((command) => [command.id, command.description])).toEqual([[id, 'New words']]);
    expect(discord.registeredCommands(discord.guild.id)).toEqual([]);
    await client.application.commands.set([sources.toJSON()], discord.guild.id);
    expect(discord.registeredCommands(discord.guild.id)).toHaveLength(1);
    expect(await client.application.commands.fetch()).toHaveProperty('size', 1);
  });

  it('adds, replaces and removes single commands', async () => {
    const { logIn, discord } = await openStage();
    const client = await logIn();
    const created = await client.application.commands.create(ask.toJSON());
    const replaced = await client.application.commands.create({ ...ask.toJSON(), description: 'Again' });
    expect([replaced.id, discord.registeredCommands().length]).toEqual([created.id, 1]);
    expect((await client.application.commands.fetch(created.id)).description).toBe('Again');
    const edited = await client.application.commands.edit(created.id, { description: 'Changed' });
    expect([edited.description, edited.options.length]).toEqual(['Changed', 5]);
    await client.application.commands.delete(created.id);
    expect(discord.registeredCommands()).toEqual([]);
    await expect(client.application.commands.delete(created.id)).rejects.toMatchObject({ code: 10063 });
  });

  const choices = (count: number, length = 1) =>
    Array.from({ length: count }, (_, index) => ({
      name: String(index).padEnd(length, 'x'),
      value: String(index).padEnd(length, 'x'),
    }));
  const option = (fields: object = {}) => ({ type: 3, name: 'q', description: 'd', ...fields });
  const names = (count: number) => Array.from({ length: count }, (_, index) => option({ name: `o${index}` }));
  it.each([
    ['name', define({ name: 'x'.repeat(32) }), define({ name: 'x'.repeat(33) })],
    ['lower-case name', define({}), define({ name: 'Ask' })],
    ['name without spaces', define({}), define({ name: 'ask me' })],
    ['description', define({ description: 'x'.repeat(100) }), define({ description: 'x'.repeat(101) })],
    ['options', define({ options: names(25) }), define({ options: names(26) })],
    [
      'choices',
      define({ options: [option({ choices: choices(25) })] }),
      define({ options: [option({ choices: choices(26) })] }),
    ],
    [
      'choice',
      define({ options: [option({ choices: choices(1, 100) })] }),
      define({ options: [option({ choices: choices(1, 101) })] }),
    ],
    [
      'order of options',
      define({ options: [option({ required: true }), option({ name: 'r' })] }),
      define({ options: [option(), option({ name: 'r', required: true })] }),
    ],
    [
      'language',
      define({ name_localizations: { de: 'frage' } }),
      define({ name_localizations: { xx: 'q' } }),
    ],
    [
      'autocompletion',
      define({ options: [option({ autocomplete: true })] }),
      define({ options: [option({ autocomplete: true, choices: choices(1) })] }),
    ],
  ])('takes a right %s and refuses a wrong one', async (_, right, wrong) => {
    const stage = await openStage();
    expect(await put(stage, [right])).toMatchObject({ status: 200 });
    expect((await put(stage, [wrong])).body).toMatchObject({ code: 50035, errors: { '0': {} } });
  });

  it('refuses a command of more than 8000 characters, names that are not unique, and too many commands', async () => {
    const stage = await openStage();
    const large = (length: number) =>
      define({
        options: Array.from({ length: 2 }, (_, index) =>
          option({
            name: `o${index}`,
            choices: Array.from({ length: 25 }, (_, at) => ({
              name: `${index}${at}`.padEnd(100, 'n'),
              value: `${index}${at}`.padEnd(index === 1 && at >= 3 ? length : 100, 'v'),
            })),
          }),
        ),
      });
    expect((await put(stage, [large(2)])).status).toBe(200);
    const refused = await put(stage, [large(100)]);
    expect(JSON.stringify(refused.body)).toContain('APPLICATION_COMMAND_TOO_LARGE');
    expect((await put(stage, [define({}), define({})])).body).toMatchObject({ code: 50035 });
    const many = Array.from({ length: 16 }, (_, index) => ({ type: 3, name: `Command ${index}` }));
    expect((await put(stage, many)).body).toMatchObject({ code: 30032 });
    expect((await put(stage, many.slice(1))).status).toBe(200);
  });

  it('refuses more than 200 new commands a day', async () => {
    let nowMs = Date.now();
    const stage = await openStage({ clock: { now: () => nowMs } });
    const batch = (prefix: string) =>
      Array.from({ length: 100 }, (_, index) => define({ name: `${prefix}${index}` }));
    expect((await put(stage, batch('a'))).status).toBe(200);
    expect((await put(stage, batch('b'))).status).toBe(200);
    expect((await put(stage, batch('b'))).status).toBe(200);
    expect((await put(stage, [define({ name: 'one-more' })])).body).toMatchObject({ code: 30034 });
    nowMs += 25 * 60 * 60_000;
    expect((await put(stage, [define({ name: 'one-more' })])).status).toBe(200);
  });

  it('is not led astray by the names of fields', async () => {
    const stage = await openStage();
    const wrong = define({ name_localizations: { constructor: 5 } });
    const refused = await put(stage, [wrong]);
    expect(refused.body).toMatchObject({ errors: { '0': { name_localizations: {} } } });
    expect(Object).not.toHaveProperty('_errors');
    await put(stage, [define({ options: [option({ name: 'constructor' })] })]);
    const { discord, ada: userId, channelId } = stage;
    expect(() => discord.runCommand({ userId, channelId, name: 'ask' })).not.toThrow();
  });

  it('refuses another application’s commands', async () => {
    const stage = await openStage();
    expect((await stage.request('GET', '/applications/123456/commands')).body).toMatchObject({ code: 20012 });
    expect((await put(stage, [], '/guilds/123456')).body).toMatchObject({ code: 10004 });
  });
});

describe('a person’s client', () => {
  it.each([
    ['a missing required option', {}, 'required'],
    ['an empty required option', { question: '' }, 'required'],
    ['a text that is too long', { question: 'x'.repeat(21) }, 'characters'],
    ['a number that is too large', { question: 'q', count: 4 }, '1 to 3'],
    ['a number that is not whole', { question: 'q', count: 1.5 }, 'whole'],
    ['something that is not among the choices', { question: 'q', tone: 'loud' }, 'choices'],
    ['a value of another type', { question: 'q', private: 'yes' }, 'boolean'],
    ['an option that does not exist', { question: 'q', colour: 'red' }, 'no option'],
    ['somebody who does not exist', { question: 'q', person: '123' }, 'nothing with the id'],
  ])('does not send %s', async (_, options, words) => {
    const stage = await openStage();
    await put(stage, [ask.toJSON()]);
    const { discord, ada: userId, channelId } = stage;
    expect(() => discord.runCommand({ userId, channelId, name: 'ask', options })).toThrow(words);
  });

  it('offers commands only where and to whom they are meant', async () => {
    const stage = await openStage();
    const { discord, ada, channelId } = stage;
    const moderator = discord.createUser({ name: 'Mod', permissions: PermissionFlagsBits.ManageMessages }).id;
    await put(stage, [
      define({ name: 'guild-only', contexts: [InteractionContextType.Guild] }),
      define({ name: 'moderate', default_member_permissions: String(PermissionFlagsBits.ManageMessages) }),
      define({ name: 'admin', default_member_permissions: '0' }),
    ]);
    await put(stage, [define({ name: 'here' })], `/guilds/${discord.guild.id}`);
    const run =
      (userId: string, name: string, place = channelId) =>
      () =>
        discord.runCommand({ userId, channelId: place, name });
    const direct = discord.openDirectMessage(ada);
    expect(run(ada, 'guild-only', direct)).toThrow('not offered');
    expect(run(ada, 'here', direct)).toThrow('registered no command');
    expect(run(ada, 'moderate')).toThrow('may not use');
    expect(run(moderator, 'admin')).toThrow('may not use');
    expect(run(ada, 'nothing')).toThrow('registered no command');
    expect(run(ada, 'guild-only')).not.toThrow();
    expect(run(ada, 'here')).not.toThrow();
    expect(run(moderator, 'moderate')).not.toThrow();
    expect(run(discord.guild.ownerId, 'admin')).not.toThrow();
  });

  it('reaches subcommands by their path', async () => {
    const stage = await openStage();
    const client = await stage.logIn();
    const list = { type: ApplicationCommandOptionType.Subcommand, name: 'list', description: 'd' };
    await put(stage, [
      define({
        name: 'articles',
        options: [{ ...list, options: [{ type: 3, name: 'tag', description: 'd' }] }],
      }),
    ]);
    const seen = new Promise<unknown[]>((resolve) => {
      client.once('interactionCreate', (interaction) => {
        if (interaction.isChatInputCommand()) {
          resolve([interaction.options.getSubcommand(), interaction.options.getString('tag')]);
        }
      });
    });
    const input = { userId: stage.ada, channelId: stage.channelId, options: { tag: 'ai' } };
    expect(() => stage.discord.runCommand({ ...input, name: 'articles' })).toThrow('subcommands');
    stage.discord.runCommand({ ...input, name: 'articles list' });
    expect(await seen).toEqual(['list', 'ai']);
  });

  it('sends what the options stand for', async () => {
    const stage = await openStage();
    const client = await stage.logIn();
    await put(stage, [ask.toJSON()]);
    const seen = new Promise<unknown>((resolve) => {
      client.once('interactionCreate', (interaction) => {
        if (interaction.isChatInputCommand()) resolve(interaction.options.getUser('person')?.globalName);
      });
    });
    const options = { question: 'who?', person: stage.ben };
    stage.discord.runCommand({ userId: stage.ada, channelId: stage.channelId, name: 'ask', options });
    expect(await seen).toBe('Ben');
  });
});
