import type { Message } from 'discord.js';
import type { MessageBody } from '../render/message-body.ts';

/**
 * Replies to a message. The nonce is the message's own id, and Discord gives back the earlier reply instead of making
 * a second one with the same nonce within a few minutes [resources/message#create-message].
 */
export async function replyOnce(message: Message, body: MessageBody): Promise<void> {
  const { content, ...rest } = body;
  await message.reply({
    ...(content === '' ? {} : { content }),
    ...rest,
    nonce: message.id,
    enforceNonce: true,
    failIfNotExists: false,
  });
}
