import type { Logger } from 'pino';
import type { Library } from '../answers/library.ts';
import type { FeedbackDesk } from '../feedback/feedback-desk.ts';
import type { Rebuild } from './management/rebuild.ts';
import type { BotObserver } from './statistics/bot-observer.ts';

/** What the bot is handed; it reads no setting itself. */
export interface BotOptions {
  /** The bot's token. Never logged, never in a message. */
  readonly token: string;
  readonly library: Library;
  readonly logger: Logger;
  /** Base of the REST routes, without the version; the gateway's address is asked for there. @default 'https://discord.com/api' */
  readonly apiBase?: string;
  /** Ids or names of channels where questions need no mention; any asks for the message content intent. @default [] */
  readonly answerChannels?: readonly string[];
  /** Questions one person may ask within a minute. @default 6 */
  readonly questionsPerMinute?: number;
  /** Questions that may be asked in one channel within a minute. @default 30 */
  readonly channelQuestionsPerMinute?: number;
  /** Questions that may be asked in one server within a minute. @default 120 */
  readonly serverQuestionsPerMinute?: number;
  /** Questions that may wait for their turn; more are told that the bot is busy. @default 200 */
  readonly maxWaitingQuestions?: number;
  /** Questions answered at the same time. @default 2 */
  readonly maxConcurrentQuestions?: number;
  /** How long one question may take once its turn has come, in milliseconds. @default 120000 */
  readonly answerTimeoutMs?: number;
  /** How long to wait for Discord to take the bot in, in milliseconds. @default 60000 */
  readonly loginTimeoutMs?: number;
  /**
   * Folder for what has to be known after a restart: the questions that are open, for fifteen minutes, and when the bot
   * was started. It is made where it is missing. @default null: nothing is kept
   */
  readonly stateDir?: string | null;
  /** True to log what people ask. @default false */
  readonly logQuestions?: boolean;
  /** How long `close` waits for the answers under way, in milliseconds. @default 8000 */
  readonly closeTimeoutMs?: number;
  /** Version of Footnote, for `/status`. @default 'unknown' */
  readonly version?: string;
  /** Builds the index again, for `/reindex`. @default null: the command says that it cannot */
  readonly rebuild?: Rebuild | null;
  /** Where questions are kept and ratings counted; the bot does not close it. @default no question is kept */
  readonly feedback?: FeedbackDesk;
  /** Told of every question and failed reply. @default none */
  readonly observer?: BotObserver;
}

/** The defaults that `BotOptions` documents. */
export const BOT_DEFAULTS = Object.freeze({
  apiBase: 'https://discord.com/api',
  answerChannels: [],
  questionsPerMinute: 6,
  channelQuestionsPerMinute: 30,
  serverQuestionsPerMinute: 120,
  maxWaitingQuestions: 200,
  maxConcurrentQuestions: 2,
  answerTimeoutMs: 120_000,
  loginTimeoutMs: 60_000,
  stateDir: null,
  logQuestions: false,
  closeTimeoutMs: 8_000,
  version: 'unknown',
  rebuild: null,
}) satisfies Required<Omit<BotOptions, 'token' | 'library' | 'logger' | 'feedback' | 'observer'>>;
