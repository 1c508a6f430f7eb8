import type { Client } from 'discord.js';
import { z } from 'zod';
import type { BotContext } from '../bot-context.ts';
import { describeError } from '../failures/describe-error.ts';
import { classifyDiscordError, isGone } from '../failures/discord-codes.ts';
import { logRefusal } from '../failures/log-refusal.ts';
import { nameChannel } from '../messages/describe-message.ts';
import type { ReplyEntry } from '../replies/reply-book.ts';
import { reviseReply } from '../replies/revise-reply.ts';

const updateSchema = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  author: z.object({ id: z.string(), bot: z.boolean().optional() }).optional(),
  mentions: z.array(z.object({ id: z.string() })).default([]),
  /** Null where the message was never edited: then a link's preview came, or a thread was started from it. */
  edited_timestamp: z.string().nullish(),
});
type Update = z.output<typeof updateSchema>;

/**
 * Brings a reply in line with its question. Takes the event as Discord sends it: discord.js gives it only for messages
 * that it keeps, and it is told to keep none. Never rejects.
 */
export async function handleMessageUpdate(
  client: Client<true>,
  data: unknown,
  context: BotContext,
): Promise<void> {
  const { data: update } = updateSchema.safeParse(data);
  if (update?.edited_timestamp === undefined || update.edited_timestamp === null) return;
  if (update.author?.bot === true) return;
  const facts = { messageId: update.id, channelId: update.channel_id };
  try {
    const entry = context.replies.find(update.id) ?? (await findEarlier(client, update, context));
    // Whoever is answering it looks at the count of edits before the reply is sent.
    if (!entry?.noteEdit(update.edited_timestamp)) return;
    entry.work = entry.work.catch(() => undefined).then(() => reviseReply(client, entry, context));
    await entry.work;
  } catch (error) {
    const failure = classifyDiscordError(error);
    const words = 'an edit could not be followed';
    const err = describeError(error);
    if (failure === undefined || failure === 'malformed')
      context.logger.error({ ...facts, failure, err }, words);
    else if (isGone(failure)) context.logger.info({ ...facts, failure, err }, words);
    else logRefusal(words, { ...facts, failure, err }, context);
  }
}

/** The reply of an earlier process. It costs a request, so only what can have been a question is looked for. */
async function findEarlier(
  client: Client<true>,
  update: Update,
  context: BotContext,
): Promise<ReplyEntry | undefined> {
  if (!context.replySearch.isWorthwhile(update.id) || !isAddressed(client, update, context)) return undefined;
  const found = await context.replySearch.find(client, update.channel_id, [update.id]);
  const replyId = found.get(update.id);
  if (replyId === undefined) return undefined;
  const entry = context.replies.open(update.id, update.channel_id);
  entry.replyId ??= replyId;
  return entry;
}

function isAddressed(client: Client<true>, update: Update, { answerChannels }: BotContext): boolean {
  if (update.guild_id === undefined || update.mentions.some(({ id }) => id === client.user.id)) return true;
  const channel = client.channels.cache.get(update.channel_id);
  return channel !== undefined && nameChannel(channel).some((name) => answerChannels.has(name.toLowerCase()));
}
