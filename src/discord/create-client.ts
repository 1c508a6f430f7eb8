import { Client, GatewayIntentBits, Options, Partials, type WebSocketOptions } from 'discord.js';
import type { BotOptions } from './bot-options.ts';
import { createPatientRequest } from './rest/patient-request.ts';

/** How many members and users are kept; others come with their messages. */
const MAX_CACHED_PEOPLE = 500;

/** How long a request may take with all its attempts. */
const REQUEST_TIMEOUT_MS = 5 * 60_000;
/** discord.js keeps a queue for every interaction it answered until it sweeps: by itself, once an hour. */
const HANDLER_SWEEP_MS = 30_000;
/** Discord tells how long to wait; after longer than this nobody waits for the answer any more, and the queue would grow. */
const MAX_RATE_LIMIT_MS = 5 * 60_000;

/** A client that asks for no more than it needs, and pings nobody. Not logged in yet. */
export function createClient(
  options: Required<Pick<BotOptions, 'apiBase' | 'answerChannels'>>,
  ws: WebSocketOptions = {},
): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      // Privileged. Mentions, direct messages and the targets of commands come with their content without it.
      ...(options.answerChannels.length > 0 ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages arrive from channels that were never announced.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    shards: 'auto',
    ws,
    rest: {
      api: options.apiBase,
      makeRequest: createPatientRequest(),
      // Ours is the only one that tries again, and gives up before this.
      retries: 0,
      handlerSweepInterval: HANDLER_SWEEP_MS,
      timeout: REQUEST_TIMEOUT_MS,
      rejectOnRateLimit: ({ timeToReset }) => timeToReset > MAX_RATE_LIMIT_MS,
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildMemberManager: {
        maxSize: MAX_CACHED_PEOPLE,
        keepOverLimit: (member) => member.id === member.client.user.id,
      },
      UserManager: {
        maxSize: MAX_CACHED_PEOPLE,
        keepOverLimit: (user) => user.id === user.client.user.id,
      },
    }),
  });
}
