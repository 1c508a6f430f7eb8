import { EventEmitter } from 'node:events';
import type { Clock } from '../clock.ts';
import { createToken } from '../create-token.ts';
import { refuse } from '../refuse.ts';
import { SnowflakeSource } from '../snowflake.ts';
import { Timers } from '../timers.ts';
import type { InteractionRecord } from '../interactions/interaction-record.ts';
import { AttachmentStore } from './attachment-store.ts';
import { CommandRegistry } from './command-registry.ts';
import type { ChannelRecord, GuildRecord, MessageRecord, UserRecord } from './records.ts';
import type { WorldEvents } from './world-events.ts';

/** Which privileged intents are switched on in the app's settings. */
export interface PrivilegedIntents {
  /** @default false */
  readonly messageContent?: boolean;
  /** @default false */
  readonly guildMembers?: boolean;
  /** @default false */
  readonly presences?: boolean;
}

/** What a world is made with. */
export interface WorldSettings {
  readonly clock: Clock;
  readonly botName: string;
  readonly botToken: string;
  readonly firstResponseDeadlineMs: number;
  readonly privilegedIntents: PrivilegedIntents;
}

/** Everything that a local Discord knows. Functions of this room change it and say so on `events`. */
export class World {
  readonly users = new Map<string, UserRecord>();
  readonly guilds = new Map<string, GuildRecord>();
  readonly channels = new Map<string, ChannelRecord>();
  readonly interactions = new Map<string, InteractionRecord>();
  readonly commands = new CommandRegistry();
  readonly attachments = new AttachmentStore();
  readonly timers = new Timers();
  readonly events = new EventEmitter<WorldEvents>();
  readonly clock: Clock;
  readonly bot: UserRecord;
  readonly botToken: string;
  readonly firstResponseDeadlineMs: number;
  privilegedIntents: PrivilegedIntents;
  /** Where this Discord is reached, without a slash at the end; empty until it listens. */
  url = '';
  /** Messages by the nonce they were sent with, and when. */
  readonly nonces = new Map<string, { readonly record: MessageRecord; readonly atMs: number }>();
  /** When commands were made, by guild id or `global`, in milliseconds since the Unix epoch. */
  readonly commandCreates = new Map<string, readonly number[]>();
  readonly #ids = new SnowflakeSource();
  /** User ids by the tokens of their clients. */
  readonly #userTokens = new Map<string, string>();

  constructor(settings: WorldSettings) {
    this.clock = settings.clock;
    this.botToken = settings.botToken;
    this.firstResponseDeadlineMs = settings.firstResponseDeadlineMs;
    this.privilegedIntents = settings.privilegedIntents;
    const user = {
      id: this.nextId(),
      username: settings.botName,
      discriminator: '0',
      global_name: null,
      avatar: null,
      bot: true,
    };
    this.bot = { user, locale: 'en-US', acceptsDirectMessages: false };
    this.users.set(user.id, this.bot);
    this.events.setMaxListeners(0);
  }

  /** Applications made since 2016 share the id of their bot. */
  get applicationId(): string {
    return this.bot.user.id;
  }

  nextId(): string {
    return this.#ids.next(this.clock.now());
  }

  /** ISO 8601 in UTC, as Discord's timestamps. */
  timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }

  /** A new token for a person's client, in the shape of Discord's. */
  createUserToken(userId: string): string {
    if (this.users.get(userId)?.user.bot !== false) throw refuse(`There is no person ${userId}.`);
    const token = createToken();
    this.#userTokens.set(token, userId);
    return token;
  }

  /** Whose client has this token; undefined for the bot's and for one that is none. */
  findPerson(token: string): UserRecord | undefined {
    const userId = this.#userTokens.get(token);
    return userId === undefined ? undefined : this.users.get(userId);
  }

  findMessage(channelId: string, messageId: string): MessageRecord | undefined {
    return this.channels.get(channelId)?.messages.get(messageId);
  }

  /** A message wherever it is, ephemeral ones too. */
  locateMessage(messageId: string): MessageRecord | undefined {
    for (const channel of this.channels.values()) {
      const record = channel.messages.get(messageId);
      if (record !== undefined) return record;
    }
    return undefined;
  }
}
