import type { BotContext } from '../bot-context.ts';
import { createNotice } from '../render/message-body.ts';
import { classifyDiscordError, type DiscordFailure } from './discord-codes.ts';
import { explainError } from './explain-error.ts';
import { describeError } from './describe-error.ts';
import { logRefusal } from './log-refusal.ts';
import { isTold, renderRefusal, tellRefusal, type ToldFailure } from './tell-refusal.ts';
import { isPromised, tellPrivately, type Repliable } from './tell-privately.ts';

/** The edge of every interaction: logs what went wrong, and tells the asker what can be told. Never throws. */
export async function reportInteractionFailure(
  error: unknown,
  interaction: Repliable,
  context: BotContext,
): Promise<void> {
  const failure = classifyFailure(error, interaction);
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
    if (isTold(failure)) {
      logRefusal('Discord refused a reply', { ...facts, failure }, context);
      await tellOfRefusal(interaction, failure, context);
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

/** With a deleted channel goes the message that was promised in it, and Discord says that this is unknown. */
function classifyFailure(error: unknown, interaction: Repliable): DiscordFailure | undefined {
  const failure = classifyDiscordError(error);
  return failure === 'deleted' && interaction.channel === null ? 'channel-gone' : failure;
}

/** Where the asker cannot be told in the channel, not even alone, they are told in a direct message. */
async function tellOfRefusal(
  interaction: Repliable,
  failure: ToldFailure,
  context: BotContext,
): Promise<void> {
  const { id, user, channelId } = interaction;
  if (failure !== 'channel-gone') {
    try {
      await tellPrivately(interaction, renderRefusal(failure));
      return;
    } catch (error) {
      if (classifyDiscordError(error) === undefined) throw error;
    }
  }
  await tellRefusal({ id, user, channelId }, failure, context);
}

/** In the place of the reply that was promised, or as a private word where none was. */
async function tell(interaction: Repliable, words: string): Promise<void> {
  if (isPromised(interaction)) await interaction.editReply(createNotice(words));
  else await tellPrivately(interaction, words);
}
