import type {
  APIChannel,
  APIInteraction,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIRole,
} from 'discord-api-types/v10';

/** A message that appeared or changed. */
export interface MessageEvent {
  readonly message: APIMessage;
  readonly channelId: string;
  /** Null in direct messages. */
  readonly guildId: string | null;
  /** The only person who sees it, for an ephemeral message; null for everybody in the channel. */
  readonly viewerId: string | null;
}

/** A message that went away. */
export type MessageDeleteEvent = Omit<MessageEvent, 'message'> & {
  readonly messageId: string;
  /** One of many that a moderator deleted at once; the bot is told of all of them together. */
  readonly isBulk: boolean;
};

/** Somebody is typing; it lasts ten seconds, or until they post. */
export interface TypingEvent {
  readonly channelId: string;
  readonly guildId: string | null;
  readonly userId: string;
}

/** A channel or thread that appeared or changed. */
export interface ChannelEvent {
  readonly channel: APIChannel;
  readonly guildId: string;
}

/** What happened to one use of a command, button, menu or form. */
export interface InteractionEvent {
  readonly interactionId: string;
  readonly userId: string;
  readonly channelId: string;
}

/** A request of the bot, after it was answered. Tokens are cut out of the path. */
export interface RequestEvent {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Discord's error code, or null. */
  readonly apiCode: number | null;
  readonly durationMs: number;
}

/**
 * What happens in a local Discord, by name. People see all of it but `request`, `fault`, `interaction` and
 * `internalError`.
 */
export interface WorldEvents {
  messageCreate: [event: MessageEvent];
  messageUpdate: [event: MessageEvent];
  messageDelete: [event: MessageDeleteEvent];
  /** Follows the events of the single messages. */
  messageDeleteBulk: [
    event: { readonly messageIds: readonly string[]; readonly channelId: string; readonly guildId: string },
  ];
  typing: [event: TypingEvent];
  guildCreate: [event: { readonly guildId: string }];
  roleCreate: [event: { readonly guildId: string; readonly role: APIRole }];
  memberUpdate: [event: { readonly guildId: string; readonly userId: string; readonly isNew: boolean }];
  /** The bot was removed from a guild. */
  botKick: [event: { readonly guildId: string }];
  /** The bot was taken into a guild that it had been removed from. */
  botInvite: [event: { readonly guildId: string }];
  /** A person's direct messages with the bot were opened. */
  directChannelCreate: [event: { readonly channelId: string; readonly userId: string }];
  channelCreate: [event: ChannelEvent];
  channelUpdate: [event: ChannelEvent];
  /** It is still there while this is told. */
  channelDelete: [event: ChannelEvent];
  threadCreate: [event: ChannelEvent];
  threadUpdate: [event: ChannelEvent];
  /** It is still there while this is told. */
  threadDelete: [event: ChannelEvent];
  /** The bot registered other commands; null for the global ones. */
  commandsUpdate: [event: { readonly guildId: string | null }];
  /** The bot came online or went away. */
  presence: [event: { readonly online: boolean }];
  /** Somebody used the bot; it is on its way over the gateway. */
  interaction: [
    event: InteractionEvent & { readonly guildId: string | null; readonly payload: APIInteraction },
  ];
  /** The bot did not respond in time: Discord tells the person that it did not respond. */
  interactionFailed: [event: InteractionEvent];
  /** The bot answered with a form. */
  modal: [event: InteractionEvent & { readonly modal: APIModalInteractionResponseCallbackData }];
  request: [event: RequestEvent];
  /** A planned fault was the answer to a request of the bot; so many of it are left. */
  fault: [event: { readonly status: number; readonly left: number }];
  /** This Discord is being closed: nothing comes after it. */
  closed: [];
  /** A fault of local-discord itself while it answered a request. */
  internalError: [error: unknown];
}
