import type { Message } from 'discord.js';
import type { Abstention, Answer } from '../../answers/answer.ts';
import { askLibrary, renderReply } from '../asking/ask-library.ts';
import type { Ticket } from '../asking/question-desk.ts';
import { MINUTE_MS } from '../asking/recent-ids.ts';
import type { BotContext } from '../bot-context.ts';
import { NOTICES, renderTooFast } from '../notices.ts';
import { findMissingPermissions, renderMissingPermissions } from '../permissions.ts';
import { createNotice } from '../render/message-body.ts';
import { compareQuestions, takeWords } from '../replies/compare-questions.ts';
import { fetchQuestion } from '../replies/fetch-question.ts';
import { reviseReply } from '../replies/revise-reply.ts';
import { createMessageSetting, describeAsked, describeOrigin } from './describe-asking.ts';
import type { MessageRequest } from './read-question.ts';
import { replyOnce } from './reply-once.ts';
import { startTyping } from './start-typing.ts';
import { tellAsker } from './tell-asker.ts';

/** Replies to a message that asks something of the bot. */
export async function answerMessage(
  message: Message,
  request: MessageRequest,
  context: BotContext,
): Promise<void> {
  const missing = findMissingHere(message);
  if (missing.length > 0) {
    await tellMissing(message, missing, context);
    return;
  }
  const admission = context.desk.admit(message.author.id, message);
  if (admission.outcome === 'too-fast') {
    await tellTooFast(message, admission.seconds, context);
    return;
  }
  if (admission.outcome !== 'admitted') {
    await replyOnce(message, createNotice(NOTICES[admission.outcome]), context);
    return;
  }
  try {
    if (request.kind === 'how-to') await replyOnce(message, createNotice(NOTICES.howTo), context);
    else await answerQuestion(message, request, admission, context);
  } finally {
    admission.leave();
  }
}

async function answerQuestion(
  message: Message,
  request: Extract<MessageRequest, { readonly kind: 'question' }>,
  ticket: Ticket,
  context: BotContext,
): Promise<void> {
  const { channel } = message;
  const entry = context.replies.open(message.id, message.channelId);
  const stopTyping = channel.isSendable() ? startTyping(channel, context.logger) : () => undefined;
  try {
    const { edits } = entry;
    let { text } = request;
    let reply = await askLibrary(text, ticket, describeOrigin(message, request.way), context);
    if (entry.edits !== edits && !entry.wasDeleted()) {
      const again = await askAgain(message, text, context);
      if (again === 'withdrawn') {
        context.feedback.forgetQuestion(message.id);
        return;
      }
      if (again !== 'kept') ({ text, reply } = again);
    }
    entry.asked = takeWords(text);
    await replyOnce(message, renderReply(reply, createMessageSetting(message, context), context), context);
    // Edited while it was answered anew, or sent: from here on edits are followed as they come.
    if (entry.edits > edits) await reviseReply(message.client, entry, context);
  } finally {
    stopTyping();
  }
}

/**
 * For a question that was edited before its answer was sent. The reply of before is `kept` where the words are the same
 * or the asker may not ask again; one that is no question any more is `withdrawn`.
 */
async function askAgain(
  { client, id: questionId, channelId }: Message,
  before: string,
  context: BotContext,
): Promise<'withdrawn' | 'kept' | { readonly text: string; readonly reply: Answer | Abstention }> {
  const now = await fetchQuestion(client, { questionId, channelId }, context);
  if (now?.request?.kind !== 'question') return 'withdrawn';
  const { text, way } = now.request;
  if (compareQuestions(takeWords(before), takeWords(text)) === 'same') return 'kept';
  const admission = context.desk.admit(now.message.author.id, now.message);
  if (admission.outcome !== 'admitted') return 'kept';
  try {
    const reply = await askLibrary(text, admission, describeOrigin(now.message, way), context);
    return { text, reply };
  } finally {
    admission.leave();
  }
}

function findMissingHere(message: Message): readonly string[] {
  const { channel, client } = message;
  if (channel.isDMBased()) return [];
  const permissions = channel.permissionsFor(client.user);
  return permissions === null
    ? []
    : findMissingPermissions(permissions, { isThread: channel.isThread(), refersToMessage: true });
}

/** No request is made that Discord would refuse: too many refused ones get a bot banned for a while. */
async function tellMissing(message: Message, missing: readonly string[], context: BotContext): Promise<void> {
  if (context.told.add(`missing.${message.channelId}.${missing.join()}`)) {
    context.logger.warn(
      { channelId: message.channelId, guildId: message.guildId, missing },
      'permission missing',
    );
  }
  // Nothing limits who asks here, so that a word a minute has to do.
  if (!context.told.addOncePer(MINUTE_MS, `missing.${message.channelId}.${message.author.id}`)) return;
  await tellAsker(
    describeAsked(message),
    renderMissingPermissions(missing, `<#${message.channelId}>`),
    context,
  );
}

/** Told once a minute: a word for every message too many would be a flood of our own. */
async function tellTooFast(message: Message, seconds: number, context: BotContext): Promise<void> {
  if (!context.told.addOncePer(MINUTE_MS, `too-fast.${message.author.id}`)) return;
  const words = renderTooFast(seconds);
  const isTold = await tellAsker(describeAsked(message), words, context);
  if (!isTold) await replyOnce(message, createNotice(words), context);
}
