import type { Message } from 'discord.js';
import { askLibrary, renderReply } from '../asking/ask-library.ts';
import type { Ticket } from '../asking/question-desk.ts';
import type { BotContext } from '../bot-context.ts';
import { NOTICES, renderTooFast } from '../notices.ts';
import { findMissingPermissions, renderMissingPermissions } from '../permissions.ts';
import { createNotice } from '../render/message-body.ts';
import type { MessageRequest } from './read-question.ts';
import { replyOnce } from './reply-once.ts';
import { startTyping } from './start-typing.ts';
import { tellAsker } from './tell-asker.ts';

const MINUTE_MS = 60_000;

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
  const admission = context.desk.admit(message.author.id);
  if (admission.outcome === 'too-fast') {
    await tellTooFast(message, admission.seconds, context);
    return;
  }
  if (admission.outcome === 'busy') {
    await replyOnce(message, createNotice(NOTICES.busy));
    return;
  }
  try {
    if (request.kind === 'how-to') await replyOnce(message, createNotice(NOTICES.howTo));
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
  const stopTyping = channel.isSendable() ? startTyping(channel, context.logger) : () => undefined;
  try {
    const origin = {
      way: request.way,
      id: message.id,
      userId: message.author.id,
      channelId: message.channelId,
      guildId: message.guildId,
    };
    const reply = await askLibrary(request.text, ticket, origin, context);
    const setting = {
      askerId: message.author.id,
      question: null,
      audience: 'everyone',
      canPost: false,
      targetMessageId: null,
      note: null,
    } as const;
    await replyOnce(message, renderReply(reply, setting, context));
  } finally {
    stopTyping();
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
  await tellAsker(message, renderMissingPermissions(missing, `<#${message.channelId}>`), context);
}

/** Told once a minute: a word for every message too many would be a flood of our own. */
async function tellTooFast(message: Message, seconds: number, context: BotContext): Promise<void> {
  const minute = Math.floor(Date.now() / MINUTE_MS);
  if (!context.told.add(`too-fast.${message.author.id}.${minute.toString()}`)) return;
  const words = renderTooFast(seconds);
  const isTold = await tellAsker(message, words, context);
  if (!isTold) await replyOnce(message, createNotice(words));
}
