import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  AttachmentBuilder,
  ButtonStyle,
  ComponentType,
  Events,
  MessageFlags,
  TextInputStyle,
  type Client,
  type Interaction,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { openPerson, type PersonClient } from './open-person.ts';
import { openStage, type Stage } from './open-stage.ts';

const COMMANDS = [
  {
    name: 'ask',
    description: 'Asks',
    options: [
      {
        name: 'question',
        description: 'What?',
        type: ApplicationCommandOptionType.String,
        required: true,
        autocomplete: true,
        max_length: 20,
      },
    ],
  },
  { name: 'Find sources', type: ApplicationCommandType.Message },
  { name: 'here', description: 'In servers only', contexts: [0] },
];

interface Set {
  readonly stage: Stage;
  readonly person: PersonClient;
  readonly bot: Client<true>;
  /** Posts an interaction of the person in the channel; fields win over the usual ones. */
  readonly use: (fields: object) => ReturnType<PersonClient['request']>;
  readonly commandId: (name: string) => string;
}

async function openSet(answer: (interaction: Interaction) => unknown): Promise<Set> {
  const stage = await openStage({ firstResponseDeadlineMs: 400 });
  const { discord, ada, channelId, request, logIn } = stage;
  const person = openPerson(discord, ada);
  const { session_id: sessionId } = await person.logIn();
  const bot = await logIn();
  bot.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  await request('PUT', `/applications/${discord.applicationId}/commands`, COMMANDS);
  return {
    ...{ stage, person, bot },
    use: (fields) =>
      person.request('POST', '/interactions', {
        application_id: discord.applicationId,
        channel_id: channelId,
        guild_id: discord.guild.id,
        session_id: sessionId,
        nonce: '7',
        ...fields,
      }),
    commandId: (name) => discord.registeredCommands().find((command) => command.name === name)?.id ?? '',
  };
}

const silent = (): void => undefined;
const question = (value: string, extra: object = {}) => ({ type: 3, name: 'question', value, ...extra });

describe("a person's use of the bot", () => {
  it('is told which commands a place has', async () => {
    const { stage, person } = await openSet(silent);
    const list = async (channelId: string) => {
      const { body } = await person.request('GET', `/channels/${channelId}/application-command-index`);
      const index = body as unknown as { application_commands: { name: string }[] };
      return index.application_commands.map(({ name }) => name);
    };
    expect(await list(stage.channelId)).toEqual(['ask', 'Find sources', 'here']);
    expect(await list(stage.discord.openDirectMessage(stage.ada))).toEqual(['ask', 'Find sources']);
    const path = `/channels/${stage.channelId}/application-command-index`;
    expect(await stage.request('GET', path)).toMatchObject({ status: 403, body: { code: 20001 } });
  });

  it('runs a command: under way, the answer, success, each with the nonce', async () => {
    const { person, use, commandId } = await openSet(
      (interaction) =>
        interaction.isChatInputCommand() &&
        interaction.reply(`About ${interaction.options.getString('question')}`),
    );
    const data = { id: commandId('ask'), name: 'ask', type: 1, options: [question('cups')] };
    expect((await use({ type: 2, data })).status).toBe(204);
    const { id } = await person.awaitDispatch('INTERACTION_CREATE');
    expect(await person.awaitDispatch('INTERACTION_SUCCESS')).toEqual({ id, nonce: '7' });
    expect(await person.awaitDispatch('MESSAGE_CREATE')).toMatchObject({
      content: 'About cups',
      interaction: { id, name: 'ask', user: { username: 'ada' } },
    });
  });

  it('shows an ephemeral answer to the one who asked, and in no list', async () => {
    const { stage, person, use, commandId } = await openSet(
      (interaction) =>
        interaction.isChatInputCommand() &&
        interaction.reply({ content: 'Psst', flags: MessageFlags.Ephemeral }),
    );
    const other = openPerson(stage.discord, stage.ben);
    await other.logIn();
    await use({ type: 2, data: { id: commandId('ask'), name: 'ask', type: 1, options: [question('x')] } });
    expect(await person.awaitDispatch('MESSAGE_CREATE')).toMatchObject({ content: 'Psst', flags: 64 });
    stage.discord.postMessage({ authorId: stage.ben, channelId: stage.channelId, content: 'Hi' });
    await other.awaitDispatch('MESSAGE_CREATE', ({ content }) => content === 'Hi');
    expect(JSON.stringify(other.frames)).not.toContain('Psst');
    const listed = await person.request('GET', `/channels/${stage.channelId}/messages`);
    expect(listed.body).toMatchObject([{ content: 'Hi' }]);
  });

  it('shows "thinking" as a message that is loading, then the answer', async () => {
    const { person, use, commandId } = await openSet(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply('Done');
    });
    await use({ type: 2, data: { id: commandId('ask'), name: 'ask', type: 1, options: [question('x')] } });
    expect(await person.awaitDispatch('MESSAGE_CREATE')).toMatchObject({ flags: 128 });
    expect(await person.awaitDispatch('MESSAGE_UPDATE')).toMatchObject({ content: 'Done', flags: 0 });
  });

  it('says that it failed where the bot does not respond', async () => {
    const { person, use, commandId } = await openSet(silent);
    await use({ type: 2, data: { id: commandId('ask'), name: 'ask', type: 1, options: [question('x')] } });
    const { id } = await person.awaitDispatch('INTERACTION_CREATE');
    expect(await person.awaitDispatch('INTERACTION_FAILURE')).toEqual({ id, nonce: '7', reason_code: 2 });
  });

  it('brings the suggestions while an option is typed', async () => {
    const { person, use, commandId } = await openSet(
      (interaction) =>
        interaction.isAutocomplete() &&
        interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'v' }]),
    );
    const options = [question('cu', { focused: true })];
    await use({ type: 4, data: { id: commandId('ask'), name: 'ask', type: 1, options } });
    const response = await person.awaitDispatch('APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE');
    expect(response).toEqual({ choices: [{ name: 'cu!', value: 'v' }], nonce: '7' });
    const none = await use({
      type: 4,
      data: { id: commandId('ask'), name: 'ask', type: 1, options: [question('x')] },
    });
    expect(none).toMatchObject({ status: 400, body: { code: 50035, errors: { data: {} } } });
  });

  it('uses a command on a message, a button, and a form', async () => {
    const { stage, person, use, commandId } = await openSet(async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) {
        const button = {
          type: ComponentType.Button,
          style: ButtonStyle.Primary,
          label: 'More',
          custom_id: 'more',
        } as const;
        await interaction.reply({
          content: `About ${interaction.targetMessage.id}`,
          components: [{ type: ComponentType.ActionRow, components: [button] }],
        });
      } else if (interaction.isButton()) {
        const input = {
          type: ComponentType.TextInput,
          style: TextInputStyle.Short,
          custom_id: 'note',
          label: 'Note',
        } as const;
        await interaction.showModal({
          custom_id: 'form',
          title: 'Tell me',
          components: [{ type: ComponentType.ActionRow, components: [input] }],
        });
      } else if (interaction.isModalSubmit()) {
        await interaction.reply(`You wrote ${interaction.fields.getTextInputValue('note')}`);
      }
    });
    const { discord, ada, channelId } = stage;
    const { id: target } = discord.postMessage({ authorId: ada, channelId, content: 'Hi' });
    const data = { id: commandId('Find sources'), name: 'Find sources', type: 3, target_id: target };
    expect((await use({ type: 2, data })).status).toBe(204);
    const { id: messageId } = await person.awaitDispatch(
      'MESSAGE_CREATE',
      ({ content }) => content === `About ${target}`,
    );
    const press = { type: 3, message_id: messageId, data: { component_type: 2, custom_id: 'more' } };
    expect((await use(press)).status).toBe(204);
    const modal = await person.awaitDispatch('INTERACTION_MODAL_CREATE');
    expect(modal).toMatchObject({ nonce: '7', custom_id: 'form', title: 'Tell me', channel_id: channelId });

    const field = { type: 4, custom_id: 'note', value: 'all well' };
    const form = { id: modal.id, custom_id: 'form', components: [{ type: 1, components: [field] }] };
    expect((await use({ type: 5, data: form })).status).toBe(204);
    await person.awaitDispatch('MESSAGE_CREATE', ({ content }) => content === 'You wrote all well');
    expect((await use({ type: 5, data: { ...form, id: '1' } })).body).toMatchObject({ code: 10062 });
  });

  it('refuses what a client would not send', async () => {
    const { stage, use, commandId } = await openSet(silent);
    const ask = { id: commandId('ask'), name: 'ask', type: 1, options: [question('x')] };
    const command = (data: object, fields: object = {}) =>
      use({ type: 2, data: { ...ask, ...data }, ...fields });
    const expectCode = async (answer: ReturnType<Set['use']>, code: number): Promise<void> => {
      expect((await answer).body).toMatchObject({ code });
    };
    await expectCode(command({}, { application_id: '1' }), 10002);
    await expectCode(command({}, { channel_id: '1' }), 10003);
    await expectCode(command({}, { guild_id: '1' }), 10004);
    await expectCode(command({}, { session_id: 'x' }), 50035);
    await expectCode(command({}, { type: 9 }), 50035);
    await expectCode(command({ id: '1' }), 10063);
    await expectCode(command({ options: [] }), 50035);
    await expectCode(command({ options: [question('x'.repeat(21))] }), 50035);
    await expectCode(command({ options: [question('x'), { type: 3, name: 'other', value: 'y' }] }), 50035);
    const sources = { id: commandId('Find sources'), name: 'Find sources', type: 3, target_id: '1' };
    await expectCode(use({ type: 2, data: sources }), 10008);
    const press = { type: 3, data: { component_type: 2, custom_id: 'none' } };
    await expectCode(use({ ...press, message_id: '1' }), 10008);
    const { discord, ada, channelId } = stage;
    const { id } = discord.postMessage({ authorId: ada, channelId, content: 'Hi' });
    await expectCode(use({ ...press, message_id: id }), 50035);
    const answer = await command({ options: [] });
    expect(answer.body.errors).toEqual({
      data: { _errors: [{ code: 'BASE_TYPE_INVALID', message: 'Option "question" is required.' }] },
    });
    expect(await stage.request('POST', '/interactions', {})).toMatchObject({ body: { code: 20001 } });
  });

  it('shows files at the origin that the client came by', async () => {
    const { stage, person, use, commandId } = await openSet(
      (interaction) =>
        interaction.isChatInputCommand() &&
        interaction.reply({
          files: [new AttachmentBuilder(Buffer.from('x'), { name: 'a.png' })],
          embeds: [{ image: { url: 'attachment://a.png' } }],
        }),
    );
    await use({ type: 2, data: { id: commandId('ask'), name: 'ask', type: 1, options: [question('x')] } });
    const message = await person.awaitDispatch('MESSAGE_CREATE');
    const [attachment] = message.attachments as { url: string }[];
    expect(attachment?.url.startsWith(`${stage.discord.url}/attachments/`)).toBe(true);
    expect(message.embeds).toMatchObject([{ image: { url: attachment?.url } }]);
    expect(await (await fetch(attachment?.url ?? '')).text()).toBe('x');
    const request = new Request(`http://localhost:9/api/v10/channels/${stage.channelId}/messages`, {
      headers: { Authorization: person.token },
    });
    const listed = await (await stage.discord.fetch(request)).text();
    expect(listed).toContain('"url":"http://localhost:9/attachments/');
    expect(listed).not.toContain(stage.discord.url);
  });
});
