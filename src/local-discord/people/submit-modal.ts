import { ComponentType, InteractionType } from 'discord-api-types/v10';
import { InteractionHandle } from '../interactions/interaction-handle.ts';
import { openInteraction } from '../interactions/open-interaction.ts';
import { LIMITS } from '../limits.ts';
import type { World } from '../state/world.ts';
import { countCharacters } from '../validation/text-schema.ts';
import { findPlace } from './find-place.ts';
import { refuse } from '../refuse.ts';

export interface SubmitModalInput {
  readonly userId: string;
  /** The interaction that the bot answered with the form. */
  readonly interactionId: string;
  /** What is filled in, by the custom id of the field; the chosen values of a menu as a list. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

interface Field {
  readonly type: ComponentType;
  readonly custom_id: string;
  readonly required?: boolean | null;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
  readonly value?: string | null;
}

/** Sends a form back. Throws where Discord's client would not let the person. */
export function submitModal(world: World, input: SubmitModalInput): InteractionHandle {
  const opener = world.interactions.get(input.interactionId);
  if (!opener?.modal || opener.userId !== input.userId) {
    throw refuse(`User ${input.userId} was shown no form for interaction ${input.interactionId}.`);
  }
  const { user, channel } = findPlace(world, input.userId, opener.channelId);
  const components = (opener.modal.components as readonly object[]).map((component) => {
    if ('component' in component) {
      return { ...identify(component), component: fill(component.component as Field, input.values) };
    }
    if ('components' in component) {
      const fields = component.components as readonly Field[];
      return { ...identify(component), components: fields.map((field) => fill(field, input.values)) };
    }
    return identify(component);
  });
  const record = openInteraction(world, {
    user,
    channel,
    type: InteractionType.ModalSubmit,
    ...(opener.sourceMessageId !== null && { sourceMessageId: opener.sourceMessageId }),
    data: { custom_id: opener.modal.custom_id, components },
  });
  return new InteractionHandle(world, record);
}

function identify(component: object): object {
  return 'type' in component ? { type: component.type } : {};
}

function fill(field: Field, values: SubmitModalInput['values']): object {
  const given = values[field.custom_id];
  const base = { type: field.type, custom_id: field.custom_id };
  if (field.type !== ComponentType.TextInput) {
    return { ...base, values: Array.isArray(given) ? given : [] };
  }
  const value = typeof given === 'string' ? given : (field.value ?? '');
  const length = countCharacters(value);
  const { min_length: min, max_length: max } = field;
  if (length === 0 && (field.required ?? true)) throw refuse(`"${field.custom_id}" is required.`);
  if (length > 0 && length < (min ?? 0)) throw refuse(`"${field.custom_id}" is too short.`);
  if (length > (max ?? LIMITS.component.textInput)) throw refuse(`"${field.custom_id}" is too long.`);
  return { ...base, value };
}
