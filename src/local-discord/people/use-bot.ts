import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { createApiError, createFormError } from '../api-error.ts';
import type { InteractionHandle } from '../interactions/interaction-handle.ts';
import type { World } from '../state/world.ts';
import type { FilledOption, PersonInteraction } from '../validation/person-interaction-schema.ts';
import { walkComponents } from '../validation/walk-components.ts';
import type { OptionValues } from './build-options.ts';
import { autocomplete, runCommand, runMessageCommand } from './run-command.ts';
import { submitModal } from './submit-modal.ts';
import { clickButton, selectOption } from './use-component.ts';

const types = InteractionType;

/**
 * Does what a person's client posts: a command, a suggestion while one is typed, a button or menu, a form. Throws 10008
 * and 10063 for what is not there, 50035 for another kind of command, and the people's own refusals.
 */
export function useBot(world: World, userId: string, form: PersonInteraction): InteractionHandle {
  const channelId = form.channel_id;
  switch (form.type) {
    case types.ApplicationCommand: {
      requireCommand(world, channelId, form.data);
      if (form.data.type === ApplicationCommandType.Message) {
        const targetMessageId = form.data.target_id ?? '';
        requireMessage(world, userId, channelId, targetMessageId);
        return runMessageCommand(world, { userId, channelId, name: form.data.name, targetMessageId });
      }
      const { path, options } = unfold(form.data.options);
      const name = [form.data.name, ...path].join(' ');
      return runCommand(world, { userId, channelId, name, options: collectValues(options) });
    }
    case types.ApplicationCommandAutocomplete: {
      requireCommand(world, channelId, form.data);
      const { path, options } = unfold(form.data.options);
      const name = [form.data.name, ...path].join(' ');
      const typed = options.find(({ focused }) => focused === true);
      if (typed === undefined)
        throw createFormError(['data', 'options'], 'BASE_TYPE_REQUIRED', 'This field is required');
      const focused = { name: typed.name, value: String(typed.value ?? '') };
      return autocomplete(world, { userId, channelId, name, options: collectValues(options), focused });
    }
    case types.MessageComponent: {
      const { component_type: type, custom_id: customId, values } = form.data;
      const messageId = form.message_id;
      requireMessage(world, userId, channelId, messageId);
      if (type === ComponentType.Button) return clickButton(world, { userId, messageId, customId });
      return selectOption(world, { userId, messageId, customId, values: values ?? [] });
    }
    case types.ModalSubmit: {
      const { id: interactionId, custom_id: customId, components } = form.data;
      if (world.interactions.get(interactionId)?.modal?.custom_id !== customId) throw createApiError(10062);
      return submitModal(world, { userId, interactionId, values: collectFields(components) });
    }
  }
}

function requireCommand(
  world: World,
  channelId: string,
  { id, name, type }: { readonly id: string; readonly name: string; readonly type: ApplicationCommandType },
): void {
  const guildId = world.channels.get(channelId)?.guildId ?? null;
  const command = world.commands.find(guildId, type, name);
  if (command?.id !== id) throw createApiError(10063);
  if (type === ApplicationCommandType.ChatInput || type === ApplicationCommandType.Message) return;
  const message = 'Value must be one of (1, 3).';
  throw createFormError(['data', 'type'], 'BASE_TYPE_CHOICES', message);
}

/** A message of this channel that the person sees, their ephemeral ones too. */
function requireMessage(world: World, userId: string, channelId: string, messageId: string): void {
  const record = world.findMessage(channelId, messageId);
  if (record === undefined || (record.viewerId !== null && record.viewerId !== userId))
    throw createApiError(10008);
}

const PARENTS: readonly number[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** Names of subcommands, and the options of the innermost one. */
function unfold(filled: readonly FilledOption[]): {
  readonly path: readonly string[];
  readonly options: readonly FilledOption[];
} {
  const [first] = filled;
  if (first === undefined || !PARENTS.includes(first.type)) {
    return { path: [], options: filled };
  }
  const inner = unfold(first.options ?? []);
  return { path: [first.name, ...inner.path], options: inner.options };
}

function collectValues(options: readonly FilledOption[]): OptionValues {
  return Object.fromEntries(
    options.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
}

function collectFields(components: readonly unknown[]): Readonly<Record<string, string | readonly string[]>> {
  const fields: [string, string | readonly string[]][] = [];
  for (const { component } of walkComponents(components)) {
    const { custom_id: customId, value, values } = component;
    if (typeof customId !== 'string') continue;
    if (typeof value === 'string') fields.push([customId, value]);
    else if (Array.isArray(values)) fields.push([customId, values.map(String)]);
  }
  return Object.fromEntries(fields);
}
