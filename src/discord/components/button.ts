import type { ButtonInteraction } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import type { ButtonAction } from '../custom-id.ts';

/** What happens when a button of one kind is pressed. */
export type ButtonHandler<Kind extends ButtonAction['kind']> = (
  interaction: ButtonInteraction,
  action: Extract<ButtonAction, { readonly kind: Kind }>,
  context: BotContext,
) => Promise<void>;
