import type { Logger } from 'pino';
import type { Library } from '../answers/library.ts';
import type { FeedbackDesk } from '../feedback/feedback-desk.ts';
import type { QuestionDesk } from './asking/question-desk.ts';
import type { RecentIds } from './asking/recent-ids.ts';
import type { GatewayWatch } from './gateway-state.ts';
import type { RebuildDesk } from './management/rebuild-desk.ts';
import type { QuestionJournal } from './journal/question-journal.ts';
import type { ReplySearch } from './replies/find-reply.ts';
import type { ReplyBook } from './replies/reply-book.ts';
import type { BotRecord } from './statistics/bot-record.ts';

/** What every command, button and event is handed. */
export interface BotContext {
  readonly library: Library;
  readonly logger: Logger;
  readonly desk: QuestionDesk;
  /** How the bot stands with Discord's gateway. */
  readonly gateway: GatewayWatch;
  /** Ids of the messages and interactions handled lately. */
  readonly handled: RecentIds;
  /** Which reply belongs to which message. */
  readonly replies: ReplyBook;
  /** Finds the replies of an earlier process. */
  readonly replySearch: ReplySearch;
  /** The questions that are not answered yet, for the process after this one. */
  readonly journal: QuestionJournal;
  /** People told to slow down, and channels whose missing permission was logged, with the minute of it. */
  readonly told: RecentIds;
  /** Ids or names, without `#`, in lower case. */
  readonly answerChannels: ReadonlySet<string>;
  readonly logQuestions: boolean;
  /** Version of Footnote. */
  readonly version: string;
  /** What was done so far. */
  readonly record: BotRecord;
  readonly rebuilds: RebuildDesk;
  /** What people ask and how they like the answers. */
  readonly feedback: FeedbackDesk;
}
