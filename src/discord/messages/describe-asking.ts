import type { Message } from 'discord.js';
import { readKeptDays, type QuestionOrigin } from '../asking/ask-library.ts';
import type { BotContext } from '../bot-context.ts';
import type { ReplySetting } from '../render/reply-setting.ts';
import type { Asked } from './tell-asker.ts';

/** Where a question in a message came from, for the log. */
export function describeOrigin(message: Message, way: QuestionOrigin['way']): QuestionOrigin {
  return {
    way,
    id: message.id,
    userId: message.author.id,
    channelId: message.channelId,
    guildId: message.guildId,
    isPrivate: false,
  };
}

/** A message as far as its author is to be told something of it. */
export function describeAsked({ id, author, channelId }: Message): Asked {
  return { id, user: author, channelId };
}

/** For whom the reply to a message is rendered: it stands below its question, and everyone sees it. */
export function createMessageSetting(message: Message, context: BotContext): ReplySetting {
  return {
    askerId: message.author.id,
    question: null,
    audience: 'everyone',
    canPost: false,
    targetMessageId: null,
    questionId: message.id,
    keptDays: readKeptDays({ guildId: message.guildId, isPrivate: false }, context),
    note: null,
  };
}
