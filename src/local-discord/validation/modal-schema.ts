import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { stringSelectSchema } from './component-schema.ts';
import { createTextSchema } from './text-schema.ts';

const { modal: limits, component: componentLimits } = LIMITS;
const id = z.int().min(0).nullish();

const textInput = z.object({
  type: z.literal(ComponentType.TextInput),
  id,
  custom_id: createTextSchema({ min: 1, max: componentLimits.customId }),
  style: z.union([z.literal(TextInputStyle.Short), z.literal(TextInputStyle.Paragraph)]),
  label: createTextSchema({ max: limits.label }).nullish(),
  min_length: z.int().min(0).max(componentLimits.textInput).nullish(),
  max_length: z.int().min(1).max(componentLimits.textInput).nullish(),
  required: z.boolean().nullish(),
  value: createTextSchema({ max: componentLimits.textInput }).nullish(),
  placeholder: createTextSchema({ max: componentLimits.textInputPlaceholder }).nullish(),
});
const row = z.object({
  type: z.literal(ComponentType.ActionRow),
  id,
  components: z.array(textInput).min(1).max(1),
});
const label = z.object({
  type: z.literal(ComponentType.Label),
  id,
  label: createTextSchema({ min: 1, max: limits.label }),
  description: createTextSchema({ max: limits.labelDescription }).nullish(),
  component: z.discriminatedUnion('type', [textInput, stringSelectSchema]),
});
const text = z.object({ type: z.literal(ComponentType.TextDisplay), id, content: z.string().min(1) });

/** A form that the bot answers with (interactions/receiving-and-responding.mdx, Modal). */
export const modalSchema = z.object({
  custom_id: createTextSchema({ min: 1, max: componentLimits.customId }),
  title: createTextSchema({ min: 1, max: limits.title }),
  components: z
    .array(z.discriminatedUnion('type', [row, label, text]))
    .min(1)
    .max(limits.components),
});

/** A field of a form. */
export type TextInputForm = z.output<typeof textInput>;
