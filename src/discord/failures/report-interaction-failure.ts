import type { BotContext } from '../bot-context.ts';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { classifyDiscordError } from './discord-codes.ts';
import { explainError } from './explain-error.ts';
import { describeError } from './describe-error.ts';
import { isPromised, tellPrivately, type Repliable } from './tell-privately.ts';

/** The edge of every interaction: logs what went wrong, and tells the asker what can be told. Never throws. */
export async function reportInteractionFailure(
  error: unknown,
  interaction: Repliable,
  context: BotContext,
): Promise<void> {
  const failure = classifyDiscordError(error);
  const facts = {
    interactionId: interaction.id,
    channelId: interaction.channelId,
    failure,
    err: describeError(error),
  };
  try {
    if (failure === 'gone') {
      context.logger.warn(facts, 'interaction expired or was answered elsewhere');
      return;
    }
    if (failure === 'deleted') {
      context.logger.info(facts, 'message was deleted before it could be answered');
      return;
    }
    if (failure === 'forbidden' || failure === 'thread') {
      context.logger.warn(facts, 'Discord refused a reply');
      await tellPrivately(interaction, failure === 'thread' ? NOTICES.threadClosed : NOTICES.forbidden);
      return;
    }
    const { words, reference } = explainError(error);
    context.logger.error({ ...facts, reference }, 'interaction failed');
    await tell(interaction, words);
  } catch (secondError) {
    context.logger.warn(
      { ...facts, err: describeError(secondError) },
      'the asker could not be told of a failure',
    );
  }
}

/** In the place of the reply that was promised, or as a private word where none was. */
async function tell(interaction: Repliable, words: string): Promise<void> {
  if (isPromised(interaction)) await interaction.editReply(createNotice(words));
  else await tellPrivately(interaction, words);
}
