import type { Abstention, AbstentionReason, Answer } from '../../answers/answer.ts';
import type { BotContext } from '../bot-context.ts';
import { renderAbstention } from '../render/render-abstention.ts';
import { renderAnswer } from '../render/render-answer.ts';
import type { MessageBody } from '../render/message-body.ts';
import type { ReplySetting } from '../render/reply-setting.ts';
import type { Ticket } from './question-desk.ts';

/** Where a question came from; goes into the log, so it holds ids only. */
export interface QuestionOrigin {
  readonly way: 'ask' | 'find-sources' | 'mention' | 'reply' | 'direct' | 'channel';
  /** Id of the interaction or message. */
  readonly id: string;
  readonly userId: string;
  readonly channelId: string | null;
  readonly guildId: string | null;
  /** Only the asker sees the reply, or the bot is not in the server. */
  readonly isPrivate: boolean;
}

/** Asks when the ticket's turn comes, and logs what came of it: never the question, unless that is wanted. */
export async function askLibrary(
  question: string,
  ticket: Ticket,
  origin: QuestionOrigin,
  context: BotContext,
): Promise<Answer | Abstention> {
  const receivedAt = performance.now();
  const measureMs = (): number => performance.now() - receivedAt;
  let reply: Answer | Abstention;
  try {
    reply = await ticket.run(() => context.library.ask(question));
  } catch (error) {
    context.record.noteQuestion({ outcome: 'failure', reason: null, durationMs: measureMs() });
    throw error;
  }
  keepQuestion(question, reply, origin, context);
  const { outcome } = reply;
  const reason = reply.outcome === 'abstention' ? reply.reason : null;
  context.record.noteQuestion({ outcome, reason, durationMs: measureMs() });
  context.logger.info(
    {
      ...origin,
      outcome,
      ...(reason === null ? {} : { reason }),
      confidence: reply.confidence,
      timings: reply.timings,
      repliedAfterMs: Math.round(measureMs()),
      ...(context.logQuestions ? { question } : {}),
    },
    reply.outcome === 'answer' ? 'question answered' : 'question not answered',
  );
  return reply;
}

/** Of an abstention whose question is kept: the others are given to what asks nothing. */
const KEPT_REASONS: ReadonlySet<AbstentionReason> = new Set([
  'unknown-term',
  'missing-detail',
  'nothing-then',
  'weak-evidence',
]);

function keepQuestion(
  text: string,
  reply: Answer | Abstention,
  origin: QuestionOrigin,
  { feedback }: BotContext,
): void {
  const serverId = findOpenServer(origin);
  const isAnswered = reply.outcome === 'answer';
  if (serverId !== null && (isAnswered || KEPT_REASONS.has(reply.reason))) {
    feedback.noteQuestion({ id: origin.id, userId: origin.userId, serverId, text, isAnswered });
  }
}

/** The server in which everybody can see a question; null where others cannot, so that it is not kept. */
function findOpenServer({
  guildId,
  isPrivate,
}: Pick<QuestionOrigin, 'guildId' | 'isPrivate'>): string | null {
  return isPrivate ? null : guildId;
}

/** How many days a question from there is kept; null where it is not. */
export function readKeptDays(
  origin: Pick<QuestionOrigin, 'guildId' | 'isPrivate'>,
  { feedback }: BotContext,
): number | null {
  return findOpenServer(origin) === null ? null : feedback.keptDays;
}

/** The reply as a message. */
export function renderReply(
  reply: Answer | Abstention,
  setting: ReplySetting,
  context: BotContext,
): MessageBody {
  return reply.outcome === 'answer'
    ? renderAnswer(reply, setting, (passageId) => context.library.findPassage(passageId))
    : renderAbstention(reply, setting);
}
