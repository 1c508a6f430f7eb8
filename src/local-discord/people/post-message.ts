import {
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
  type APIMessage,
} from 'discord-api-types/v10';
import { LIMITS } from '../limits.ts';
import { composeMessage, type UploadedFile } from '../state/compose-message.ts';
import { createMessage, deleteMessage, updateMessage } from '../state/messages.ts';
import { setThreadState } from '../state/threads.ts';
import type { World } from '../state/world.ts';
import { countCharacters } from '../validation/text-schema.ts';
import { findPlace, findVisibleMessage, type Place } from './find-place.ts';
import { refuse } from '../refuse.ts';

export interface PostMessageInput {
  readonly channelId: string;
  readonly authorId: string;
  readonly content: string;
  /** People to mention, by id: put in front of the content where it does not name them. @default [] */
  readonly mentions?: readonly string[];
  /** Message that this one replies to. */
  readonly replyTo?: string;
  /** Whether a reply pings the author of that message. @default true */
  readonly pingReplied?: boolean;
  /** Files to attach. @default [] */
  readonly files?: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly bytes: Uint8Array;
  }[];
}

export interface PostWebhookMessageInput {
  readonly channelId: string;
  /** Name of the webhook. */
  readonly name: string;
  readonly content: string;
}

export interface EditMessageInput {
  readonly messageId: string;
  readonly userId: string;
  readonly content: string;
}

export type RemoveMessageInput = Omit<EditMessageInput, 'content'>;

export interface RemoveMessagesInput {
  readonly channelId: string;
  /** Who deletes them; has to be a moderator. */
  readonly userId: string;
  readonly messageIds: readonly string[];
}

/** Posts a message as a person. Throws when their client would not let them. */
export function postMessage(world: World, input: PostMessageInput): APIMessage {
  const place = findPlace(world, input.authorId, input.channelId);
  const { channel, user } = place;
  requireWriting(world, place);
  const missing = (input.mentions ?? []).filter((id) => !input.content.includes(`<@${id}>`));
  const content = [...missing.map((id) => `<@${id}>`), input.content.trim()].join(' ').trim();
  checkLength(content);
  const replied =
    input.replyTo === undefined ? undefined : findVisibleMessage(world, input.authorId, input.replyTo).record;
  const body = composeMessage(world, {
    channel,
    authorId: input.authorId,
    form: { content, components: undefined },
    files: (input.files ?? []).map((file, index): UploadedFile => ({
      ...file,
      bytes: new Uint8Array(file.bytes),
      index: String(index),
    })),
    defaults: 'message',
    repliedUserId: (input.pingReplied ?? true) ? (replied?.message.author.id ?? null) : null,
  });
  const record = createMessage(world, {
    channel,
    author: user.user,
    body,
    type: replied === undefined ? MessageType.Default : MessageType.Reply,
    ...(replied !== undefined && {
      extra: {
        referenced_message: replied.message,
        message_reference: {
          type: MessageReferenceType.Default,
          channel_id: channel.id,
          message_id: replied.message.id,
          ...(channel.guildId !== null && { guild_id: channel.guildId }),
        },
      },
    }),
  });
  return structuredClone(record.message);
}

/** Posts as a webhook of the channel, e.g. a news feed. */
export function postWebhookMessage(world: World, input: PostWebhookMessageInput): APIMessage {
  const channel = world.channels.get(input.channelId);
  if (channel === undefined || channel.guildId === null)
    throw refuse(`${input.channelId} is no guild channel.`);
  checkLength(input.content);
  const id = world.nextId();
  const author = {
    id,
    username: input.name,
    discriminator: '0000',
    global_name: null,
    avatar: null,
    bot: true,
  };
  // A webhook may ping whom the guild's owner may.
  const authorId = world.guilds.get(channel.guildId)?.ownerId ?? id;
  const form = { content: input.content.trim(), components: undefined };
  const body = composeMessage(world, { channel, authorId, form, files: [], defaults: 'interaction' });
  return structuredClone(createMessage(world, { channel, author, body, extra: { webhook_id: id } }).message);
}

/** Edits one's own message. */
export function editMessage(world: World, input: EditMessageInput): APIMessage {
  const place = findVisibleMessage(world, input.userId, input.messageId);
  const { record, channel } = place;
  if (record.message.author.id !== input.userId) throw refuse('Only the author can edit a message.');
  requireWriting(world, place);
  const content = input.content.trim();
  checkLength(content);
  const body = composeMessage(world, {
    channel,
    authorId: input.userId,
    form: { content, components: undefined },
    files: [],
    defaults: 'message',
    before: record.message,
  });
  updateMessage(world, record, { ...body, edited_timestamp: world.timestamp() });
  return structuredClone(record.message);
}

/** Deletes a message as somebody who may: its author, a moderator, or the viewer of an ephemeral one. */
export function removeMessage(world: World, input: RemoveMessageInput): void {
  const { record, permissions } = findVisibleMessage(world, input.userId, input.messageId);
  const isModerator = (permissions & PermissionFlagsBits.ManageMessages) !== 0n;
  if (record.message.author.id !== input.userId && record.viewerId === null && !isModerator) {
    throw refuse('Only the author or a moderator can delete a message.');
  }
  deleteMessage(world, record);
}

/** Deletes messages of one guild channel at once, as a moderator. Ids of messages that are gone are passed over. */
export function removeMessages(world: World, { channelId, userId, messageIds }: RemoveMessagesInput): void {
  const { channel, permissions } = findPlace(world, userId, channelId);
  if (channel.guildId === null || (permissions & PermissionFlagsBits.ManageMessages) === 0n) {
    throw refuse('Only a moderator can delete messages at once, and only in a guild.');
  }
  const records = messageIds.flatMap((id) => channel.messages.get(id) ?? []);
  for (const record of records) deleteMessage(world, record, true);
  world.events.emit('messageDeleteBulk', {
    messageIds: records.map(({ message }) => message.id),
    channelId,
    guildId: channel.guildId,
  });
}

function requireWriting(world: World, { channel, user, permissions }: Place): void {
  const isThread = channel.kind === 'thread';
  const needed = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  if ((permissions & needed) === 0n) throw refuse(`${user.user.username} may not write in this channel.`);
  if (!isThread) return;
  const isModerator = (permissions & PermissionFlagsBits.ManageThreads) !== 0n;
  if (channel.locked && !isModerator) throw refuse('The thread is locked.');
  if (channel.archived) setThreadState(world, channel, { archived: false });
}

function checkLength(content: string): void {
  if (countCharacters(content) > LIMITS.message.content) {
    throw refuse(`A message has at most ${LIMITS.message.content} characters.`);
  }
}
