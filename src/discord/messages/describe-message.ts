import { ChannelType, MessageReferenceType, MessageType, type Channel, type Message } from 'discord.js';
import type { IncomingMessage } from './read-question.ts';

/** What `readQuestion` needs of a message as discord.js gives it. */
export function describeMessage(message: Message): IncomingMessage {
  const { channel, author, mentions } = message;
  const thread = channel.isThread() ? channel : null;
  const isForumPost =
    thread?.parent?.type === ChannelType.GuildForum || thread?.parent?.type === ChannelType.GuildMedia;
  // A forum's post and its first message share one id [topics/threads#forums].
  const isFirst = message.id === channel.id;
  const isReply = message.reference !== null && message.reference.type === MessageReferenceType.Default;
  return {
    content: message.content,
    isFromPerson:
      !author.bot &&
      !author.system &&
      message.webhookId === null &&
      (message.type === MessageType.Default || message.type === MessageType.Reply),
    isDirect: channel.isDMBased(),
    mentionsEveryoneOrRole: mentions.everyone || mentions.roles.size > 0,
    mentions: new Map(mentions.users.map((user) => [user.id, user.displayName])),
    repliesTo: isReply ? (mentions.repliedUser?.id ?? 'unknown') : null,
    channelNames: nameChannel(channel),
    postTitle: isForumPost && isFirst ? thread.name : null,
    isPostReply: isForumPost && !isFirst,
  };
}

/** Id and name of a channel and, for a thread, of the one it belongs to; none for direct messages. */
export function nameChannel(channel: Channel): readonly string[] {
  if (!('name' in channel)) return [];
  const parent = channel.isThread() ? channel.parent : null;
  return [channel.id, channel.name, parent?.id, parent?.name].filter((name) => typeof name === 'string');
}
