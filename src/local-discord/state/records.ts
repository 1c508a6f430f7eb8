import type {
  APIMessage,
  APIOverwrite,
  APIRole,
  APIUser,
  Locale,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';

/** A person or a bot. */
export interface UserRecord {
  readonly user: APIUser;
  /** Language of their client, e.g. `en-GB`. */
  readonly locale: string;
  /** False for somebody who lets no bot write to them. */
  readonly acceptsDirectMessages: boolean;
}

/** Somebody's membership of a guild. */
export interface MemberRecord {
  readonly userId: string;
  readonly roleIds: string[];
  /** ISO 8601. */
  readonly joinedAt: string;
}

/** A server; its `@everyone` role has the guild's own id. */
export interface GuildRecord {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: Locale;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, MemberRecord>;
}

interface ChannelBase {
  readonly id: string;
  /** Oldest first. */
  readonly messages: Map<string, MessageRecord>;
}

/** A text channel of a guild. */
export interface TextChannelRecord extends ChannelBase {
  readonly kind: 'text';
  readonly guildId: string;
  readonly name: string;
  readonly topic: string | null;
  readonly position: number;
  /** By the id of the role or member they are for. */
  readonly overwrites: Map<string, APIOverwrite>;
}

/** A thread in a text channel. */
export interface ThreadRecord extends ChannelBase {
  readonly kind: 'thread';
  readonly guildId: string;
  readonly parentId: string;
  readonly ownerId: string;
  readonly isPrivate: boolean;
  readonly memberIds: Set<string>;
  /** ISO 8601. */
  readonly createdAt: string;
  name: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: ThreadAutoArchiveDuration;
  archiveChangedAt: string;
}

/** The direct messages between one person and the bot. */
export interface DirectChannelRecord extends ChannelBase {
  readonly kind: 'direct';
  readonly guildId: null;
  readonly userId: string;
}

/** Where messages are. */
export type ChannelRecord = TextChannelRecord | ThreadRecord | DirectChannelRecord;

/** A message with what the wire does not say about it. */
export interface MessageRecord {
  /** As Discord holds it: nothing left out for want of an intent. */
  message: APIMessage;
  readonly guildId: string | null;
  /** The only person who sees it, for an ephemeral message; null for everybody. */
  readonly viewerId: string | null;
}
