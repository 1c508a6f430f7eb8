import {
  ApplicationCommandType,
  InteractionContextType,
  type APIApplicationCommand,
} from 'discord-api-types/v10';
import { createApiError } from '../api-error.ts';
import { LIMITS } from '../limits.ts';
import { commandSchema, type CommandForm } from '../validation/command-schema.ts';
import { parseForm } from '../validation/parse-form.ts';
import type { World } from './world.ts';

const DAY_MS = 24 * 60 * 60_000;
const { command: limits } = LIMITS;
const MOST = {
  [ApplicationCommandType.ChatInput]: limits.chatInput,
  [ApplicationCommandType.User]: limits.user,
  [ApplicationCommandType.Message]: limits.message,
};

/**
 * Makes these the commands of a scope; null is the global one. A command that was there under the same name and type
 * keeps its id. Throws 30032 for too many and 30034 when too many new ones were made today.
 */
export function replaceCommands(
  world: World,
  guildId: string | null,
  forms: readonly CommandForm[],
): readonly APIApplicationCommand[] {
  for (const [type, most] of Object.entries(MOST)) {
    if (forms.filter((form) => String(form.type) === type).length > most) throw createApiError(30032);
  }
  const before = world.commands.list(guildId);
  const commands = forms.map((form) => {
    const old = before.find((candidate) => candidate.name === form.name && candidate.type === form.type);
    return buildCommand(world, guildId, form, old?.id);
  });
  countCreates(world, guildId, commands.filter(({ id }) => !before.some((old) => old.id === id)).length);
  world.commands.replace(guildId, commands);
  world.events.emit('commandsUpdate', { guildId });
  return commands;
}

/** Adds one command, in the place of one of the same name and type if there is one. */
export function upsertCommand(
  world: World,
  guildId: string | null,
  form: CommandForm,
): { readonly command: APIApplicationCommand; readonly isNew: boolean } {
  const before = world.commands.list(guildId);
  const old = before.find((candidate) => candidate.name === form.name && candidate.type === form.type);
  const others = before.filter((candidate) => candidate !== old);
  if (others.filter(({ type }) => type === form.type).length >= MOST[form.type]) throw createApiError(30032);
  if (old === undefined) countCreates(world, guildId, 1);
  const command = buildCommand(world, guildId, form, old?.id);
  world.commands.replace(guildId, [...others, command]);
  world.events.emit('commandsUpdate', { guildId });
  return { command, isNew: old === undefined };
}

/** Changes some fields of a command. Throws 10063, and 50035 when what comes out is no command. */
export function changeCommand(
  world: World,
  guildId: string | null,
  commandId: string,
  fields: unknown,
): APIApplicationCommand {
  const before = world.commands.list(guildId);
  const old = before.find((command) => command.id === commandId);
  if (old === undefined) throw createApiError(10063);
  const form = parseForm(commandSchema, { ...old, ...(fields as object), type: old.type });
  const command = buildCommand(world, guildId, form, old.id);
  world.commands.replace(
    guildId,
    before.map((other) => (other === old ? command : other)),
  );
  world.events.emit('commandsUpdate', { guildId });
  return command;
}

/** Removes one command. Throws 10063. */
export function removeCommand(world: World, guildId: string | null, commandId: string): void {
  const before = world.commands.list(guildId);
  const rest = before.filter((command) => command.id !== commandId);
  if (rest.length === before.length) throw createApiError(10063);
  world.commands.replace(guildId, rest);
  world.events.emit('commandsUpdate', { guildId });
}

function countCreates(world: World, guildId: string | null, count: number): void {
  const key = guildId ?? 'global';
  const nowMs = world.clock.now();
  const recent = (world.commandCreates.get(key) ?? []).filter((atMs) => nowMs - atMs < DAY_MS);
  if (recent.length + count > limits.createsPerDay) throw createApiError(30034);
  world.commandCreates.set(key, [...recent, ...Array.from({ length: count }, () => nowMs)]);
}

function buildCommand(
  world: World,
  guildId: string | null,
  form: CommandForm,
  id: string = world.nextId(),
): APIApplicationCommand {
  return {
    id,
    application_id: world.applicationId,
    version: world.nextId(),
    ...(guildId !== null && { guild_id: guildId }),
    name_localizations: null,
    description_localizations: null,
    ...form,
    description: form.description ?? '',
    default_member_permissions: form.default_member_permissions ?? null,
    nsfw: form.nsfw ?? false,
    contexts: form.contexts ?? (form.dm_permission === false ? [InteractionContextType.Guild] : null),
    integration_types: form.integration_types ?? [0],
    dm_permission: form.dm_permission ?? true,
  } as unknown as APIApplicationCommand;
}
