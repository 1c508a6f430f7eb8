import type { Client } from 'discord.js';
import { askLibrary, renderReply } from '../asking/ask-library.ts';
import type { BotContext } from '../bot-context.ts';
import { createMessageSetting, describeOrigin } from '../messages/describe-asking.ts';
import type { MessageRequest } from '../messages/read-question.ts';
import { NOTICES } from '../notices.ts';
import type { MessageBody } from '../render/message-body.ts';
import { compareQuestions, takeWords } from './compare-questions.ts';
import { fetchQuestion, type FetchedQuestion } from './fetch-question.ts';
import { readTime } from './find-reply.ts';
import type { ReplyEntry } from './reply-book.ts';
import { takeBack } from './take-back.ts';

/** A question that is older is not answered anew when it is edited: people have read the answer. */
const REVISION_MS = 60 * 60_000;

/** What becomes of the reply to a question that was edited. */
export type Revision = 'keep' | 'answer-again' | 'mark';

/**
 * Decides by the words: the same ones need nothing; the same question in other words, asked within the hour, is
 * answered anew in place; another question would turn what others read into the answer to something else, so the reply
 * is marked. Where the words are not known any more (a restart), a young question is answered anew.
 */
export function chooseRevision(
  entry: Pick<ReplyEntry, 'asked' | 'questionId' | 'isMarked'>,
  request: MessageRequest | null,
  now: number,
): Revision {
  if (request?.kind !== 'question') return 'mark';
  const change = entry.asked === null ? 'reworded' : compareQuestions(entry.asked, takeWords(request.text));
  if (change === 'same') return entry.isMarked ? 'answer-again' : 'keep';
  return change === 'reworded' && readTime(entry.questionId) > now - REVISION_MS ? 'answer-again' : 'mark';
}

/** Brings the reply in line with its question as it reads now. Rejects with what Discord refuses. */
export async function reviseReply(
  client: Client<true>,
  entry: ReplyEntry,
  context: BotContext,
): Promise<void> {
  const { questionId, channelId, replyId } = entry;
  if (replyId === null || entry.wasDeleted()) return;
  const found = await fetchQuestion(client, entry, context);
  // Kept, since discord.js forgets it where it is deleted meanwhile.
  const messages = found?.message.channel.messages;
  const revision = found === null ? 'keep' : chooseRevision(entry, found.request, Date.now());
  const body =
    found !== null && revision === 'answer-again' ? await answerAgain(found, entry, context) : null;
  if (messages === undefined || entry.wasDeleted()) {
    await takeBack(client, { questionId, channelId, replyId }, context);
    return;
  }
  if (revision === 'keep') return;
  if (body === null) {
    // Whoever wrote other words in its place wants the old ones kept no longer.
    context.feedback.forgetQuestion(questionId);
    await messages.edit(replyId, { content: NOTICES.edited });
  } else {
    const { content, ...rest } = body;
    await messages.edit(replyId, { ...rest, content: content === '' ? null : content });
  }
  entry.isMarked = body === null;
  context.logger.info(
    { questionId, channelId, replyId },
    body === null ? 'a question was changed: its answer is marked' : 'a question was edited: answered anew',
  );
}

/** Null where the asker may not ask at the moment. */
async function answerAgain(
  { message, request }: FetchedQuestion,
  entry: ReplyEntry,
  context: BotContext,
): Promise<MessageBody | null> {
  if (request?.kind !== 'question') return null;
  const admission = context.desk.admit(message.author.id, message);
  if (admission.outcome !== 'admitted') return null;
  try {
    const reply = await askLibrary(request.text, admission, describeOrigin(message, request.way), context);
    entry.asked = takeWords(request.text);
    return renderReply(reply, createMessageSetting(message, context), context);
  } finally {
    admission.leave();
  }
}
