import type { Locale } from 'discord-api-types/v10';
import type { Clock } from './clock.ts';
import type { RateLimit } from './routes/rate-limiter.ts';
import type { CreateUserInput } from './state/settle-world.ts';
import type { PrivilegedIntents } from './state/world.ts';

/** A guild to begin with. */
export interface GuildSeed {
  readonly name: string;
  /** Its text channels, by name or with a topic. @default ['general'] */
  readonly channels?: readonly (string | { readonly name: string; readonly topic?: string })[];
  /** Name of its owner. @default the guild's name with " owner" */
  readonly owner?: string;
  /** Language of the guild. @default Locale.EnglishUS */
  readonly locale?: Locale;
}

export interface LocalDiscordOptions {
  /** TCP port on 127.0.0.1; 0 takes any free one. @default 0 */
  readonly port?: number;
  /** Name of the bot's user. @default 'Footnote' */
  readonly botName?: string;
  /** Token that the bot logs in with. @default a random one, see `LocalDiscord.botToken` */
  readonly token?: string;
  /** Guilds to begin with; the bot is in all of them. @default one, 'Local', with a channel 'general' */
  readonly guilds?: readonly GuildSeed[];
  /** People to begin with; they join every guild unless told otherwise. @default [] */
  readonly users?: readonly Omit<CreateUserInput, 'guildIds'>[];
  /** How long a first response to an interaction may take, in milliseconds. @default 3000 */
  readonly firstResponseDeadlineMs?: number;
  /** How often clients of the gateway beat, in milliseconds. @default 41_250 */
  readonly heartbeatIntervalMs?: number;
  /** Which privileged intents are switched on in the app's settings. @default none */
  readonly privilegedIntents?: PrivilegedIntents;
  /** How much each route may be used. @default 50 requests in 1000 ms */
  readonly rateLimit?: RateLimit;
  /** Where the time comes from; deadlines that nobody asks about run on the machine's own. @default the machine's */
  readonly clock?: Clock;
}

/** The defaults that are plain values. */
export const DEFAULT_OPTIONS = {
  port: 0,
  botName: 'Footnote',
  guilds: [{ name: 'Local', channels: ['general'] }],
  users: [],
  firstResponseDeadlineMs: 3000,
  heartbeatIntervalMs: 41_250,
  privilegedIntents: {},
  rateLimit: { requests: 50, windowMs: 1000 },
} as const satisfies LocalDiscordOptions;
