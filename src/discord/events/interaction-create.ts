import {
  MessageFlags,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type CommandInteraction,
  type Interaction,
} from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { CHAT_INPUT_COMMANDS, MESSAGE_COMMANDS } from '../commands/registry.ts';
import { BUTTONS } from '../components/registry.ts';
import { parseCustomId, type ButtonAction } from '../custom-id.ts';
import { classifyDiscordError } from '../failures/discord-codes.ts';
import { reportInteractionFailure } from '../failures/report-interaction-failure.ts';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { describeError } from '../failures/describe-error.ts';

/** The one dispatcher of commands, buttons and autocompletion. Never rejects. */
export async function handleInteraction(interaction: Interaction, context: BotContext): Promise<void> {
  if (!context.handled.add(interaction.id)) return;
  if (interaction.isAutocomplete()) {
    await complete(interaction, context);
    return;
  }
  if (!interaction.isCommand() && !interaction.isButton()) return;
  context.journal.add({
    kind: 'interaction',
    id: interaction.id,
    applicationId: interaction.applicationId,
    token: interaction.token,
    at: Date.now(),
  });
  try {
    if (interaction.isButton()) await pressButton(interaction, context);
    else await runCommand(interaction, context);
  } catch (error) {
    context.record.noteReplyError(classifyDiscordError(error) ?? 'internal');
    await reportInteractionFailure(error, interaction, context);
  } finally {
    context.journal.remove(interaction.id);
  }
}

async function runCommand(interaction: CommandInteraction, context: BotContext): Promise<void> {
  if (interaction.isChatInputCommand()) {
    const command = CHAT_INPUT_COMMANDS.find(({ schema }) => schema.name === interaction.commandName);
    if (command !== undefined) {
      await command.run(interaction, context);
      return;
    }
  } else if (interaction.isMessageContextMenuCommand()) {
    const command = MESSAGE_COMMANDS.find(({ schema }) => schema.name === interaction.commandName);
    if (command !== undefined) {
      await command.run(interaction, context);
      return;
    }
  }
  await interaction.reply({ ...createNotice(NOTICES.outdatedCommand), flags: MessageFlags.Ephemeral });
}

async function pressButton(interaction: ButtonInteraction, context: BotContext): Promise<void> {
  const action = parseCustomId(interaction.customId);
  if (action === undefined) {
    await interaction.reply({ ...createNotice(NOTICES.outdatedButton), flags: MessageFlags.Ephemeral });
    return;
  }
  await runButton(interaction, action, context);
}

function runButton(interaction: ButtonInteraction, action: ButtonAction, context: BotContext): Promise<void> {
  switch (action.kind) {
    case 'show':
      return BUTTONS.show(interaction, action, context);
    case 'dismiss':
      return BUTTONS.dismiss(interaction, action, context);
    case 'post':
      return BUTTONS.post(interaction, action, context);
    case 'rate':
      return BUTTONS.rate(interaction, action, context);
    case 'page':
      return BUTTONS.page(interaction, action, context);
    case 'dates':
      return BUTTONS.dates(interaction, action, context);
  }
}

/** No choices are better than an error that nobody sees: the text can be sent without them. */
async function complete(interaction: AutocompleteInteraction, context: BotContext): Promise<void> {
  try {
    const command = CHAT_INPUT_COMMANDS.find(({ schema }) => schema.name === interaction.commandName);
    await command?.complete?.(interaction, context);
  } catch (error) {
    context.logger.warn(
      { interactionId: interaction.id, err: describeError(error) },
      'autocompletion failed',
    );
    if (!interaction.responded) await interaction.respond([]).catch(() => undefined);
  }
}
