import { ButtonStyle, ComponentType, InteractionType } from 'discord-api-types/v10';
import { InteractionHandle } from '../interactions/interaction-handle.ts';
import { openInteraction } from '../interactions/open-interaction.ts';
import type { World } from '../state/world.ts';
import { walkComponents } from '../validation/walk-components.ts';
import { findVisibleMessage } from './find-place.ts';
import { refuse } from '../refuse.ts';

export interface ClickButtonInput {
  readonly userId: string;
  readonly messageId: string;
  readonly customId: string;
}

export interface SelectOptionInput extends ClickButtonInput {
  /** Values of the options that are chosen. */
  readonly values: readonly string[];
}

interface FoundComponent {
  readonly style?: number;
  readonly disabled?: boolean | null;
  readonly options?: readonly { readonly value: string }[];
  readonly min_values?: number | null;
  readonly max_values?: number | null;
}

/** Clicks a button of a message. Throws when the person sees none, or it is disabled. */
export function clickButton(world: World, input: ClickButtonInput): InteractionHandle {
  const button = findComponent(world, input, ComponentType.Button);
  if (button.style === ButtonStyle.Link) throw refuse('A link button opens its link; the bot hears nothing.');
  return send(world, input, { component_type: ComponentType.Button });
}

/** Chooses in a menu of a message. Throws when the menu does not have these values, or not so many. */
export function selectOption(world: World, input: SelectOptionInput): InteractionHandle {
  const select = findComponent(world, input, ComponentType.StringSelect);
  const offered = (select.options ?? []).map((option) => option.value);
  const missing = input.values.find((value) => !offered.includes(value));
  if (missing !== undefined) throw refuse(`The menu does not offer "${missing}".`);
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  if (input.values.length < least || input.values.length > most) {
    throw refuse(`The menu takes ${least} to ${most} options.`);
  }
  return send(world, input, { component_type: ComponentType.StringSelect, values: [...input.values] });
}

function findComponent(world: World, input: ClickButtonInput, type: ComponentType): FoundComponent {
  const { record, channel } = findVisibleMessage(world, input.userId, input.messageId);
  if (channel.kind === 'thread' && channel.archived) throw refuse('The thread is archived.');
  for (const { component } of walkComponents(record.message.components ?? [])) {
    if (component.type !== type || component.custom_id !== input.customId) continue;
    const found = component as FoundComponent;
    if (found.disabled) throw refuse(`"${input.customId}" is disabled.`);
    return found;
  }
  throw refuse(`Message ${input.messageId} has no such component "${input.customId}".`);
}

function send(world: World, input: ClickButtonInput, data: object): InteractionHandle {
  const { channel, user } = findVisibleMessage(world, input.userId, input.messageId);
  const record = openInteraction(world, {
    user,
    channel,
    type: InteractionType.MessageComponent,
    sourceMessageId: input.messageId,
    data: { custom_id: input.customId, ...data },
  });
  return new InteractionHandle(world, record);
}
