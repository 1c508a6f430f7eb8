import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { messageSchema } from './message-schema.ts';
import { modalSchema } from './modal-schema.ts';
import { addFormIssue, createTextSchema } from './text-schema.ts';

/** A suggestion while somebody types. */
const choiceSchema = z.object({
  name: createTextSchema({ min: 1, max: LIMITS.command.choiceName }),
  name_localizations: z.record(z.string(), z.string()).nullish(),
  value: z.union([createTextSchema({ min: 1, max: LIMITS.command.choiceValue }), z.number()]),
});

const deferralSchema = z
  .object({ flags: z.int().min(0).nullish() })
  .nullish()
  .superRefine((data, context) => {
    if (((data?.flags ?? 0) & ~MessageFlags.Ephemeral) === 0) return;
    const message = 'Only EPHEMERAL may be set while deferring.';
    addFormIssue(context, 'MESSAGE_FLAGS_INVALID', message, ['flags']);
  });

/** The first response to an interaction (interactions/receiving-and-responding.mdx, Interaction Response Object). */
export const callbackSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal(InteractionResponseType.ChannelMessageWithSource), data: messageSchema }),
  z.object({
    type: z.literal(InteractionResponseType.DeferredChannelMessageWithSource),
    data: deferralSchema,
  }),
  z.object({
    type: z.literal(InteractionResponseType.DeferredMessageUpdate),
    data: z.unknown().optional(),
  }),
  z.object({ type: z.literal(InteractionResponseType.UpdateMessage), data: messageSchema.nullish() }),
  z.object({
    type: z.literal(InteractionResponseType.ApplicationCommandAutocompleteResult),
    data: z.object({ choices: z.array(choiceSchema).max(LIMITS.interaction.autocompleteChoices) }),
  }),
  z.object({ type: z.literal(InteractionResponseType.Modal), data: modalSchema }),
]);

/** A checked first response. */
export type CallbackForm = z.output<typeof callbackSchema>;
