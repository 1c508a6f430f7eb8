import { Events, GatewayDispatchEvents, type Client } from 'discord.js';
import type { Logger } from 'pino';
import type { FootnoteError } from '../errors.ts';
import { createMemoryDesk } from '../feedback/create-feedback-desk.ts';
import { QuestionDesk } from './asking/question-desk.ts';
import { RecentIds } from './asking/recent-ids.ts';
import type { BotContext } from './bot-context.ts';
import { BOT_DEFAULTS, type BotOptions } from './bot-options.ts';
import { connectClient, createCloseError } from './connect-client.ts';
import { createClient } from './create-client.ts';
import { handleInteraction } from './events/interaction-create.ts';
import { handleMessage } from './events/message-create.ts';
import { describeError } from './failures/describe-error.ts';
import { handleMessageDelete } from './events/message-delete.ts';
import { handleMessageUpdate } from './events/message-update.ts';
import { ReplySearch } from './replies/find-reply.ts';
import { ReplyBook } from './replies/reply-book.ts';
import { CarefulGateway } from './gateway/careful-gateway.ts';
import { GatewayWatch, type GatewayState } from './gateway-state.ts';
import { RebuildDesk } from './management/rebuild-desk.ts';
import { BotRecord } from './statistics/bot-record.ts';
import { closeLeftOpen } from './journal/close-left-open.ts';
import { loadLeftOpen } from './journal/load-left-open.ts';
import type { OpenQuestion } from './journal/open-question.ts';
import { QuestionJournal } from './journal/question-journal.ts';

/** A bot that is logged in. */
export interface Bot {
  /** Its user id and name on Discord. */
  readonly user: { readonly id: string; readonly name: string };
  /** Servers it is in. */
  readonly guildCount: number;
  /** Resolves when the bot has ended: with null after `close`, with the reason where Discord ended it for good. */
  readonly ended: Promise<FootnoteError | null>;
  /** How it stands with Discord's gateway. */
  describeGateway(): GatewayState;
  /** Questions that wait for their turn, and those being answered. */
  describeQueue(): { readonly waiting: number; readonly answering: number };
  /**
   * Takes no more questions, answers those that are waiting, tells the others that it is being restarted, and logs out:
   * all within twelve seconds.
   */
  close(): Promise<void>;
}

/** How long `close` takes to tell the askers that it could not wait for, in milliseconds. */
const TELL_TIMEOUT_MS = 2_000;
/** How long `close` waits for the connection to end, in milliseconds. */
const LOGOUT_TIMEOUT_MS = 2_000;

/**
 * Logs in and answers from then on. The library must be ready: a question may come at once. Throws a `FootnoteError`
 * ('discord-refused') in words that say what to do.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const settings = { ...BOT_DEFAULTS, ...options };
  const { logger, library } = settings;
  const gateway = new CarefulGateway(logger, settings.stateDir);
  const client = createClient(settings, gateway.options);
  const record = new BotRecord(Date.now(), settings.observer);
  const journal = new QuestionJournal(settings.stateDir, logger);
  const leftOpen = await readLeftOpen(settings.stateDir, journal, logger);
  const context: BotContext = {
    library,
    logger,
    desk: new QuestionDesk({
      ...settings,
      countServers: () => client.guilds.cache.size,
      onTurnedAway: (reason) => {
        record.noteTurnedAway(reason);
      },
    }),
    gateway: new GatewayWatch(client),
    handled: new RecentIds(),
    journal,
    replies: new ReplyBook(),
    replySearch: new ReplySearch(),
    told: new RecentIds(),
    answerChannels: new Set(settings.answerChannels.map((name) => name.replace(/^#/, '').toLowerCase())),
    logQuestions: settings.logQuestions,
    version: settings.version,
    record,
    rebuilds: new RebuildDesk(settings.rebuild),
    feedback: options.feedback ?? createMemoryDesk(),
  };
  const underway = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    underway.add(work);
    void work.finally(() => underway.delete(work));
  };
  client.on(Events.MessageCreate, (message) => {
    track(handleMessage(message, context));
  });
  followMessages(client, context, track);
  client.on(Events.InteractionCreate, (interaction) => {
    track(handleInteraction(interaction, context));
  });
  logConnection(client, context);

  gateway.report(context.gateway);
  await gateway.waitForLogin();
  try {
    await connectClient(client, settings.token, settings.loginTimeoutMs, settings.apiBase);
  } catch (error) {
    gateway.stop();
    throw error;
  }
  logger.info({ userId: client.user?.id, guilds: client.guilds.cache.size }, 'the bot is online');
  warnOfUnknownChannels(client, context);
  if (client.isReady()) track(closeLeftOpen(client, leftOpen, context));

  let end: (reason: FootnoteError | null) => void = () => undefined;
  const ended = new Promise<FootnoteError | null>((resolve) => {
    end = resolve;
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    const error = createCloseError(code);
    logger.fatal({ code }, error.message);
    end(error);
  });
  return {
    user: { id: client.user?.id ?? '', name: client.user?.username ?? '' },
    guildCount: client.guilds.cache.size,
    ended,
    describeGateway: () => context.gateway.describe(),
    describeQueue: () => context.desk.describe(),
    close: async () => {
      void context.rebuilds.close();
      await waitAtMost(
        settings.closeTimeoutMs,
        context.desk.close().then(() => Promise.all(underway)),
      );
      context.desk.abandon();
      await waitAtMost(TELL_TIMEOUT_MS, Promise.all([...underway, context.rebuilds.close()]));
      gateway.stop();
      client.removeAllListeners(Events.ShardReconnecting);
      // In the middle of a reconnect discord.js 14 never settles this promise.
      await waitAtMost(LOGOUT_TIMEOUT_MS, client.destroy());
      context.journal.close();
      end(null);
    },
  };
}

/** What cannot be read is logged: it must not keep the bot from starting. */
async function readLeftOpen(
  stateDir: string | null,
  journal: QuestionJournal,
  logger: Logger,
): Promise<readonly OpenQuestion[]> {
  if (stateDir === null) return [];
  try {
    return await loadLeftOpen(stateDir, Date.now(), (question) => {
      journal.add(question);
    });
  } catch (error) {
    logger.warn(
      { err: describeError(error) },
      'what the last process left open cannot be read (see STATE_DIR)',
    );
    return [];
  }
}

/** Edits and deletions as Discord sends them: discord.js itself gives them only for messages that it keeps. */
function followMessages(client: Client, context: BotContext, track: (work: Promise<void>) => void): void {
  client.ws.on(GatewayDispatchEvents.MessageUpdate, (data: unknown) => {
    if (client.isReady()) track(handleMessageUpdate(client, data, context));
  });
  for (const event of [GatewayDispatchEvents.MessageDelete, GatewayDispatchEvents.MessageDeleteBulk]) {
    client.ws.on(event, (data: unknown) => {
      if (client.isReady()) track(handleMessageDelete(client, data, context));
    });
  }
}

function logConnection(client: Client, { logger }: BotContext): void {
  client.on(Events.Error, (error) => {
    logger.error({ err: describeError(error) }, 'Discord client failed');
  });
  client.on(Events.Warn, (message) => {
    logger.warn(message);
  });
  client.on(Events.ShardError, (error, shardId) => {
    logger.warn({ err: describeError(error), shardId }, 'connection to Discord failed');
  });
  client.on(Events.ShardReconnecting, (shardId) => {
    logger.info({ shardId }, 'reconnecting to Discord');
  });
  client.on(Events.ShardResume, (shardId) => {
    logger.info({ shardId }, 'resumed the session with Discord');
  });
}

/** A name that fits no channel would keep the bot silent without a word. */
function warnOfUnknownChannels(client: Client, context: BotContext): void {
  const known = new Set<string>();
  for (const guild of client.guilds.cache.values()) {
    for (const { id, name } of guild.channels.cache.values()) known.add(id).add(name.toLowerCase());
  }
  for (const channel of context.answerChannels) {
    if (!known.has(channel))
      context.logger.warn({ channel }, 'ANSWER_CHANNELS names a channel that I cannot see');
  }
}

/** Waits for a promise, but no longer than `timeoutMs`. */
async function waitAtMost(timeoutMs: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
