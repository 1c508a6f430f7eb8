import type { Client, Message } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { classifyDiscordError, isGone } from '../failures/discord-codes.ts';
import { describeMessage } from '../messages/describe-message.ts';
import { readQuestion, type MessageRequest } from '../messages/read-question.ts';

/** A message as it is now, and what it asks. */
export interface FetchedQuestion {
  readonly message: Message;
  /** Null where it is no question of the bot's any more. */
  readonly request: MessageRequest | null;
}

/** Reads a message again; null where it, or its channel, was deleted. Rejects with what else Discord refuses. */
export async function fetchQuestion(
  client: Client<true>,
  { questionId, channelId }: { readonly questionId: string; readonly channelId: string },
  { answerChannels }: Pick<BotContext, 'answerChannels'>,
): Promise<FetchedQuestion | null> {
  try {
    const channel = await client.channels.fetch(channelId);
    if (channel?.isTextBased() !== true) return null;
    const message = await channel.messages.fetch({ message: questionId, force: true, cache: false });
    const bot = { id: client.user.id, answerChannels };
    return { message, request: readQuestion(describeMessage(message), bot) };
  } catch (error) {
    if (isGone(classifyDiscordError(error))) return null;
    throw error;
  }
}
