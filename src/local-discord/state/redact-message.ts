import type { APIMessage } from 'discord-api-types/v10';
import type { MessageRecord } from './records.ts';
import type { World } from './world.ts';

/**
 * A message as the bot may see it: without the message content intent, what people wrote is empty, except in direct
 * messages, where the bot is mentioned, and in its own messages (events/gateway.mdx, Message Content Intent).
 */
export function redactMessage(world: World, record: MessageRecord, mayReadContent: boolean): APIMessage {
  const message = structuredClone(record.message);
  const botId = world.bot.user.id;
  const isReadable =
    mayReadContent ||
    record.guildId === null ||
    message.author.id === botId ||
    message.mentions.some((user) => user.id === botId);
  if (!isReadable) Object.assign(message, { content: '', embeds: [], attachments: [], components: [] });
  const replied = message.referenced_message;
  if (replied) {
    message.referenced_message = redactMessage(world, { ...record, message: replied }, mayReadContent);
  }
  return message;
}
