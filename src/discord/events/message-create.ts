import type { Message } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { classifyDiscordError } from '../failures/discord-codes.ts';
import { reportMessageFailure } from '../failures/report-message-failure.ts';
import { answerMessage } from '../messages/answer-message.ts';
import { describeMessage } from '../messages/describe-message.ts';
import { readQuestion } from '../messages/read-question.ts';

/** Answers a message that is meant for the bot, once. Never rejects. */
export async function handleMessage(message: Message, context: BotContext): Promise<void> {
  try {
    const bot = { id: message.client.user.id, answerChannels: context.answerChannels };
    const request = readQuestion(describeMessage(message), bot);
    if (request === null || !context.handled.add(message.id)) return;
    const { id, channelId } = message;
    context.journal.add({ kind: 'message', id, channelId, at: Date.now() });
    await answerMessage(message, request, context);
  } catch (error) {
    context.record.noteReplyError(classifyDiscordError(error) ?? 'internal');
    await reportMessageFailure(error, message, context);
  } finally {
    context.journal.remove(message.id);
  }
}
