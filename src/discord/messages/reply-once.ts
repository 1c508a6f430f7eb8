import type { Message } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import type { MessageBody } from '../render/message-body.ts';
import { takeBack } from '../replies/take-back.ts';

/**
 * Replies to a message, unless it was deleted meanwhile. The nonce is the message's own id, and Discord gives back the
 * earlier reply instead of making a second one with the same nonce within a few minutes [resources/message#create-message].
 */
export async function replyOnce(message: Message, body: MessageBody, context: BotContext): Promise<void> {
  const entry = context.replies.open(message.id, message.channelId);
  if (entry.wasDeleted()) {
    context.logger.info({ messageId: message.id }, 'a question was deleted before it was answered');
    return;
  }
  const { content, ...rest } = body;
  const { id: replyId } = await message.reply({
    ...(content === '' ? {} : { content }),
    ...rest,
    nonce: message.id,
    enforceNonce: true,
    failIfNotExists: false,
  });
  entry.replyId = replyId;
  if (entry.wasDeleted()) {
    const { questionId, channelId } = entry;
    await takeBack(message.client, { questionId, channelId, replyId }, context);
  }
}
