import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { BotOptions } from './bot-options.ts';

/** How many members and users are kept; others come with their messages. */
const MAX_CACHED_PEOPLE = 500;

/** A client that asks for no more than it needs, and pings nobody. Not logged in yet. */
export function createClient(options: Required<Pick<BotOptions, 'apiBase' | 'answerChannels'>>): Client {
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
    rest: { api: options.apiBase },
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
