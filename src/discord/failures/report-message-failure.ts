import type { Message } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { replyOnce } from '../messages/reply-once.ts';
import { describeAsked } from '../messages/describe-asking.ts';
import { createNotice } from '../render/message-body.ts';
import { classifyDiscordError } from './discord-codes.ts';
import { explainError } from './explain-error.ts';
import { describeError } from './describe-error.ts';
import { logRefusal } from './log-refusal.ts';
import { isTold, tellRefusal } from './tell-refusal.ts';

/** The edge of every message: logs what went wrong, and tells the asker what can be told. Never throws. */
export async function reportMessageFailure(
  error: unknown,
  message: Message,
  context: BotContext,
): Promise<void> {
  const failure = classifyDiscordError(error);
  const facts = { messageId: message.id, channelId: message.channelId, failure, err: describeError(error) };
  try {
    if (
      failure === 'deleted' ||
      failure === 'gone' ||
      context.replies.find(message.id)?.wasDeleted() === true
    ) {
      context.logger.info(facts, 'a message could not be answered any more');
      return;
    }
    if (isTold(failure) || failure === 'no-direct-messages') {
      logRefusal('Discord refused a reply', { ...facts, failure }, context);
      if (isTold(failure)) await tellRefusal(describeAsked(message), failure, context);
      return;
    }
    const { words, reference } = explainError(error);
    context.logger.error({ ...facts, reference }, 'message failed');
    await replyOnce(message, createNotice(words), context);
  } catch (secondError) {
    context.logger.warn(
      { ...facts, err: describeError(secondError) },
      'the asker could not be told of a failure',
    );
  }
}
