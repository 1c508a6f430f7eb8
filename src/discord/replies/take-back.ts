import { Routes, type Client } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { describeError } from '../failures/describe-error.ts';
import { classifyDiscordError, isGone } from '../failures/discord-codes.ts';
import { logRefusal } from '../failures/log-refusal.ts';

/** Deletes a reply whose question is gone. Never rejects: a reply that is gone already is as good. */
export async function takeBack(
  client: Client,
  reply: { readonly channelId: string; readonly questionId: string; readonly replyId: string },
  context: BotContext,
): Promise<void> {
  try {
    await client.rest.delete(Routes.channelMessage(reply.channelId, reply.replyId));
    context.logger.info(reply, 'the question was deleted, and so is its answer');
  } catch (error) {
    const failure = classifyDiscordError(error);
    if (isGone(failure)) return;
    const words = 'an answer to a deleted question stays';
    const err = describeError(error);
    if (failure === undefined) context.logger.warn({ ...reply, err }, words);
    else logRefusal(words, { ...reply, failure, err }, context);
  }
}
