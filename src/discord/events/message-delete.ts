import type { Client } from 'discord.js';
import { z } from 'zod';
import type { BotContext } from '../bot-context.ts';
import { describeError } from '../failures/describe-error.ts';
import { classifyDiscordError } from '../failures/discord-codes.ts';
import { takeBack } from '../replies/take-back.ts';

const deleteSchema = z
  .object({ channel_id: z.string(), id: z.string().optional(), ids: z.array(z.string()).optional() })
  .transform(({ channel_id: channelId, id, ids = [] }) => ({
    channelId,
    ids: id === undefined ? ids : [id, ...ids],
  }));

/**
 * Takes the reply to a deleted question away, for one message or many at once. Takes the event as Discord sends it, as
 * `handleMessageUpdate` does. Never rejects.
 */
export async function handleMessageDelete(
  client: Client<true>,
  data: unknown,
  context: BotContext,
): Promise<void> {
  const { data: deleted } = deleteSchema.safeParse(data);
  if (deleted === undefined) return;
  const { channelId, ids } = deleted;
  const unknown: string[] = [];
  for (const id of ids) {
    context.feedback.forgetQuestion(id);
    const entry = context.replies.find(id);
    if (entry === undefined) {
      unknown.push(id);
      continue;
    }
    // Whoever is answering it sees this before the reply is sent, or right after.
    entry.noteDeletion();
    if (entry.replyId !== null) {
      await takeBack(client, { channelId, questionId: id, replyId: entry.replyId }, context);
    }
  }
  try {
    for (const [questionId, replyId] of await context.replySearch.find(client, channelId, unknown)) {
      await takeBack(client, { channelId, questionId, replyId }, context);
    }
  } catch (error) {
    const failure = classifyDiscordError(error);
    context.logger.info(
      { channelId, failure, err: describeError(error) },
      'answers to deleted messages could not be looked for',
    );
  }
}
