import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
  type APIApplicationCommand,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { InteractionHandle } from '../interactions/interaction-handle.ts';
import { openInteraction } from '../interactions/open-interaction.ts';
import { isBotIn } from '../state/bot-membership.ts';
import { computePermissions } from '../state/permissions.ts';
import type { World } from '../state/world.ts';
import { buildOptions, type OptionValues } from './build-options.ts';
import { findPlace, findVisibleMessage, type Place } from './find-place.ts';
import { refuse } from '../refuse.ts';

export interface RunCommandInput {
  readonly userId: string;
  readonly channelId: string;
  /** Name of the command; with subcommands, their names after it, apart by spaces: `articles list`. */
  readonly name: string;
  /** @default {} */
  readonly options?: OptionValues;
}

export interface AutocompleteInput extends RunCommandInput {
  /** Option that is being typed, and what stands there so far. */
  readonly focused: { readonly name: string; readonly value: string };
}

export interface RunMessageCommandInput extends Omit<RunCommandInput, 'options'> {
  readonly targetMessageId: string;
}

/** Runs a slash command. Throws where Discord's client would not let the person. */
export function runCommand(world: World, input: RunCommandInput): InteractionHandle {
  return sendChatInput(world, input, InteractionType.ApplicationCommand);
}

/** Asks for suggestions while an option is being typed. */
export function autocomplete(world: World, input: AutocompleteInput): InteractionHandle {
  const { name, value } = input.focused;
  const options = { ...input.options, [name]: value };
  return sendChatInput(world, { ...input, options }, InteractionType.ApplicationCommandAutocomplete, name);
}

/** Runs a message command, e.g. "Find sources", on somebody's message. */
export function runMessageCommand(world: World, input: RunMessageCommandInput): InteractionHandle {
  const place = findPlace(world, input.userId, input.channelId);
  const target = findVisibleMessage(world, input.userId, input.targetMessageId);
  if (target.channel !== place.channel) throw refuse('The message is in another channel.');
  if (target.record.viewerId !== null) throw refuse('Nobody can use a command on an ephemeral message.');
  const command = findCommand(world, place, ApplicationCommandType.Message, input.name);
  const { message } = target.record;
  const record = openInteraction(world, {
    ...place,
    type: InteractionType.ApplicationCommand,
    commandName: command.name,
    targetMessageId: message.id,
    data: {
      ...describeCommand(command),
      target_id: message.id,
      resolved: { messages: { [message.id]: structuredClone(message) } },
    },
  });
  return new InteractionHandle(world, record);
}

function sendChatInput(
  world: World,
  input: RunCommandInput,
  type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
  focused?: string,
): InteractionHandle {
  const place = findPlace(world, input.userId, input.channelId);
  const [name = '', ...path] = input.name.split(' ');
  const command = findCommand(world, place, ApplicationCommandType.ChatInput, name);
  let level: readonly APIApplicationCommandOption[] | undefined = command.options;
  const parents: { name: string; type: ApplicationCommandOptionType }[] = [];
  for (const part of path) {
    const next = level?.find((option) => option.name === part);
    if (next === undefined || !('options' in next || isGroup(next))) {
      throw refuse(`/${name} has no subcommand "${part}".`);
    }
    parents.unshift({ name: next.name, type: next.type });
    level = 'options' in next ? next.options : undefined;
  }
  if (level?.some(isGroup)) throw refuse(`/${input.name} needs one of its subcommands.`);
  const built = buildOptions(world, {
    options: level,
    values: input.options ?? {},
    guildId: place.channel.guildId,
    ...(focused !== undefined && { focused }),
  });
  let options: readonly object[] = built.options;
  for (const parent of parents) options = [{ ...parent, options }];
  const record = openInteraction(world, {
    ...place,
    type,
    commandName: input.name,
    data: {
      ...describeCommand(command),
      ...(options.length > 0 && { options }),
      ...(Object.keys(built.resolved).length > 0 && { resolved: built.resolved }),
    },
  });
  return new InteractionHandle(world, record);
}

/** The commands that a person finds in a place, in the order of registration. */
export function listCommands(world: World, place: Place): readonly APIApplicationCommand[] {
  const { guildId } = place.channel;
  const own = guildId === null ? [] : world.commands.list(guildId);
  return [...own, ...world.commands.list(null)].filter((command) => {
    const { type, name } = command;
    // The guild's own command hides a global one of the same name.
    return (
      world.commands.find(guildId, type, name) === command && findObstacle(world, place, command) === null
    );
  });
}

/** A command that this person finds in this place. Throws when they do not. */
function findCommand(
  world: World,
  place: Place,
  type: ApplicationCommandType,
  name: string,
): APIApplicationCommand {
  const { channel } = place;
  const command = world.commands.find(channel.guildId, type, name);
  if (command === undefined) throw refuse(`The bot has registered no command "${name}" for this place.`);
  const obstacle = findObstacle(world, place, command);
  if (obstacle !== null) throw refuse(obstacle);
  return command;
}

/** Why somebody cannot use a command in a place; null where they can. */
function findObstacle(
  world: World,
  { user, channel, permissions }: Place,
  command: APIApplicationCommand,
): string | null {
  const { username } = user.user;
  if (!isBotIn(world, channel.guildId)) return 'The bot is not in this server.';
  if (channel.kind === 'thread' && channel.archived) return 'The thread is archived.';
  // Not documented: where nobody may write there is no box to write a command into.
  if (
    channel.kind === 'thread' &&
    channel.locked &&
    (permissions & PermissionFlagsBits.ManageThreads) === 0n
  ) {
    return 'The thread is locked.';
  }
  const context = channel.guildId === null ? InteractionContextType.BotDM : InteractionContextType.Guild;
  if (command.contexts && !command.contexts.includes(context)) {
    return `The command "${command.name}" is not offered in this place.`;
  }
  if ((permissions & PermissionFlagsBits.UseApplicationCommands) === 0n) {
    return `${username} may not use commands here.`;
  }
  if (!hasMemberPermissions(world, { user, channel, permissions }, command)) {
    return `${username} may not use the command "${command.name}".`;
  }
  return null;
}

/** `default_member_permissions`: all of them are needed, and "0" means administrators only. */
function hasMemberPermissions(
  world: World,
  { user, channel }: Place,
  command: APIApplicationCommand,
): boolean {
  if (command.default_member_permissions === null || channel.guildId === null) return true;
  const needed = BigInt(command.default_member_permissions);
  const permissions = computePermissions(world, channel, user.user.id);
  const isAdministrator = (permissions & PermissionFlagsBits.Administrator) !== 0n;
  return isAdministrator || (needed !== 0n && (permissions & needed) === needed);
}

function describeCommand(command: APIApplicationCommand): object {
  const { id, name, type, guild_id: guildId } = command;
  return { id, name, type, ...(guildId !== undefined && { guild_id: guildId }) };
}

function isGroup({ type }: { readonly type: ApplicationCommandOptionType }): boolean {
  return (
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  );
}
