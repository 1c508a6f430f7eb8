import type { CommandDifference } from './compare-commands.ts';

/** A look at Discord: what it gave, or why it failed in words that say what to do and never hold the token. */
export type Look<Facts> =
  { readonly ok: true; readonly facts: Facts } | { readonly ok: false; readonly reason: string };

/** What REST tells of the bot. */
export interface AccountFacts {
  readonly name: string;
  readonly applicationId: string;
  /** Whether "Message Content Intent" is switched on in the developer portal. */
  readonly mayReadMessages: boolean;
  /** How many times the bot may still log in, until `sessionsResetAt` (ISO 8601). */
  readonly sessionsLeft: number;
  readonly sessionsTotal: number;
  readonly sessionsResetAt: string;
}

/** The commands of the scope that `npm run deploy-commands` registers in. */
export interface CommandFacts extends CommandDifference {
  readonly count: number;
  /** Commands registered for every server besides those of the one server: people see both. */
  readonly duplicates: readonly string[];
}

/** A text channel or forum, and the permissions that the bot lacks there, by the names in Discord's settings. */
export interface ChannelFacts {
  readonly name: string;
  readonly serverName: string;
  readonly missing: readonly string[];
}

/** A setting of `ANSWER_CHANNELS`, and the channels that it names. */
export interface AnswerChannelFacts {
  readonly wanted: string;
  readonly channels: readonly ChannelFacts[];
}

/** What the gateway tells once the bot is in. */
export interface GatewayFacts {
  readonly servers: readonly string[];
  readonly answerChannels: readonly AnswerChannelFacts[];
  /** The channels of the one server that is set; null where none is set, undefined where the bot is not in it. */
  readonly homeChannels: readonly ChannelFacts[] | null | undefined;
}

/** All that a look at Discord found. Later looks are null where an earlier one failed. */
export interface DiscordFacts {
  readonly account: Look<AccountFacts>;
  readonly commands: Look<CommandFacts> | null;
  readonly gateway: Look<GatewayFacts> | null;
}
