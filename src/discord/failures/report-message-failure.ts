import type { Message } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { replyOnce } from '../messages/reply-once.ts';
import { tellAsker } from '../messages/tell-asker.ts';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { classifyDiscordError } from './discord-codes.ts';
import { explainError } from './explain-error.ts';
import { describeError } from './describe-error.ts';

/** The edge of every message: logs what went wrong, and tells the asker what can be told. Never throws. */
export async function reportMessageFailure(
  error: unknown,
  message: Message,
  context: BotContext,
): Promise<void> {
  const failure = classifyDiscordError(error);
  const facts = { messageId: message.id, channelId: message.channelId, failure, err: describeError(error) };
  try {
    if (failure === 'deleted' || failure === 'gone' || failure === 'no-direct-messages') {
      context.logger.info(facts, 'a message could not be answered any more');
      return;
    }
    if (failure === 'forbidden' || failure === 'thread') {
      const hour = Math.floor(Date.now() / 3_600_000);
      if (context.told.add(`refused.${message.channelId}.${failure}.${hour.toString()}`)) {
        context.logger.warn(facts, 'Discord refused a reply');
      }
      await tellAsker(message, failure === 'thread' ? NOTICES.threadClosed : NOTICES.forbidden, context);
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
