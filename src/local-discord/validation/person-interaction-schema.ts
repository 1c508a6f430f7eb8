import { ApplicationCommandType, ComponentType, InteractionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { createTextSchema, snowflakeSchema } from './text-schema.ts';

/** An option of a command as a person's client fills it in; a subcommand holds others. */
export interface FilledOption {
  readonly type: number;
  readonly name: string;
  readonly value?: string | number | boolean | undefined;
  readonly focused?: boolean | undefined;
  readonly options?: readonly FilledOption[] | undefined;
}

const optionSchema: z.ZodType<FilledOption> = z.lazy(() =>
  z.object({
    type: z.int(),
    name: createTextSchema({ min: 1, max: LIMITS.command.name }),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    focused: z.boolean().optional(),
    options: z.array(optionSchema).max(LIMITS.command.options).optional(),
  }),
);

const shared = {
  application_id: snowflakeSchema,
  channel_id: snowflakeSchema,
  guild_id: snowflakeSchema.nullish(),
  /** The gateway session that the outcome goes to. */
  session_id: z.string(),
  nonce: z.union([createTextSchema({ max: LIMITS.message.nonce }), z.int()]).nullish(),
};
const command = {
  id: snowflakeSchema,
  name: createTextSchema({ min: 1, max: LIMITS.command.name }),
  type: z.enum(ApplicationCommandType),
  options: z.array(optionSchema).max(LIMITS.command.options).default([]),
};
const customId = createTextSchema({ min: 1, max: LIMITS.component.customId });

/**
 * A use of the bot as a person's client posts it to `/interactions`. Discord documents the bot's end only; the fields are
 * those of the interaction that comes out there (interactions/receiving-and-responding.mdx), with a session and a nonce.
 */
export const personInteractionSchema = z.discriminatedUnion('type', [
  z.object({
    ...shared,
    type: z.literal(InteractionType.ApplicationCommand),
    data: z.object({ ...command, target_id: snowflakeSchema.nullish() }),
  }),
  z.object({
    ...shared,
    type: z.literal(InteractionType.ApplicationCommandAutocomplete),
    data: z.object(command),
  }),
  z.object({
    ...shared,
    type: z.literal(InteractionType.MessageComponent),
    message_id: snowflakeSchema,
    data: z.object({
      component_type: z.literal([ComponentType.Button, ComponentType.StringSelect]),
      custom_id: customId,
      values: z.array(z.string()).max(LIMITS.component.selectOptions).nullish(),
    }),
  }),
  z.object({
    ...shared,
    type: z.literal(InteractionType.ModalSubmit),
    data: z.object({
      /** The interaction that the bot answered with the form. */
      id: snowflakeSchema,
      custom_id: customId,
      components: z.array(z.looseObject({ type: z.int() })).max(LIMITS.modal.components),
    }),
  }),
]);

/** A checked use of the bot. */
export type PersonInteraction = z.output<typeof personInteractionSchema>;
