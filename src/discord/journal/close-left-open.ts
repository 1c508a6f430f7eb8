import { MessageFlags, Routes, type Client } from 'discord.js';
import { z } from 'zod';
import type { BotContext } from '../bot-context.ts';
import { handleMessage } from '../events/message-create.ts';
import { describeError } from '../failures/describe-error.ts';
import { classifyDiscordError, isGone } from '../failures/discord-codes.ts';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { fetchQuestion } from '../replies/fetch-question.ts';
import type { OpenQuestion } from './open-question.ts';

type OpenOf<Kind extends OpenQuestion['kind']> = Extract<OpenQuestion, { readonly kind: Kind }>;

const responseSchema = z.object({ flags: z.number().default(0) });

/**
 * Ends what an earlier process left open. A command that is still "thinking" is closed with a sentence, since its words
 * were not kept; a message is read again on Discord and answered, unless it has its reply. Never rejects.
 */
export async function closeLeftOpen(
  client: Client<true>,
  questions: readonly OpenQuestion[],
  context: BotContext,
): Promise<void> {
  const messages = questions.filter((question) => question.kind === 'message');
  const interactions = questions.filter((question) => question.kind === 'interaction');
  const channelIds = [...new Set(messages.map(({ channelId }) => channelId))];
  await Promise.all([
    ...interactions.map((question) => closeInteraction(client, question, context)),
    ...channelIds.map((channelId) => {
      const asked = messages.filter((message) => message.channelId === channelId);
      return answerMessages(client, channelId, asked, context);
    }),
  ]);
  // What was left open is in this process's own journal until here, so that it can be killed, too.
  for (const { id } of questions) context.journal.remove(id);
}

async function closeInteraction(
  client: Client,
  { id, applicationId, token }: OpenOf<'interaction'>,
  { logger }: BotContext,
): Promise<void> {
  const route = Routes.webhookMessage(applicationId, token, '@original');
  try {
    const { data: response } = responseSchema.safeParse(await client.rest.get(route, { auth: false }));
    // The answer may have been sent right before the end; it is left alone.
    if (((response?.flags ?? 0) & MessageFlags.Loading) === 0) return;
    await client.rest.patch(route, { body: createNotice(NOTICES.restarted), auth: false });
    logger.info({ interactionId: id }, 'an interaction that a restart left open was closed');
  } catch (error) {
    const failure = classifyDiscordError(error);
    if (isGone(failure)) return;
    logger.warn(
      { interactionId: id, failure, err: describeError(error) },
      'an interaction that a restart left open could not be closed',
    );
  }
}

async function answerMessages(
  client: Client<true>,
  channelId: string,
  asked: readonly OpenOf<'message'>[],
  context: BotContext,
): Promise<void> {
  try {
    const ids = asked.map(({ id }) => id);
    const replies = await context.replySearch.list(client, channelId, ids);
    for (const questionId of ids) {
      if (replies.has(questionId)) continue;
      const found = await fetchQuestion(client, { questionId, channelId }, context);
      if (found === null) continue;
      context.logger.info({ messageId: questionId }, 'a question that a restart left open is answered');
      await handleMessage(found.message, context);
    }
  } catch (error) {
    const failure = classifyDiscordError(error);
    context.logger[isGone(failure) ? 'info' : 'warn'](
      { channelId, failure, err: describeError(error) },
      'questions that a restart left open could not be answered',
    );
  }
}
