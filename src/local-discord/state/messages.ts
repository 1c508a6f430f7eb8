import { MessageFlags, MessageType, type APIMessage } from 'discord-api-types/v10';
import { combineFlags } from '../flags.ts';
import type { MessageBody } from './compose-message.ts';
import type { ChannelRecord, MessageRecord } from './records.ts';
import type { MessageEvent } from './world-events.ts';
import type { World } from './world.ts';

export interface MessageDraft {
  readonly channel: ChannelRecord;
  readonly author: APIMessage['author'];
  readonly body: MessageBody;
  /** @default null: everybody in the channel sees it */
  readonly viewerId?: string | null;
  /** @default MessageType.Default */
  readonly type?: MessageType;
  /** What else the message carries: a reference, the interaction it answers, its nonce. */
  readonly extra?: Partial<APIMessage>;
}

/** Puts a message into a channel, and says so to everybody who sees it. */
export function createMessage(world: World, draft: MessageDraft): MessageRecord {
  const { channel, body, viewerId = null } = draft;
  const message: APIMessage = {
    id: world.nextId(),
    channel_id: channel.id,
    author: draft.author,
    timestamp: world.timestamp(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    type: draft.type ?? MessageType.Default,
    ...body,
    ...draft.extra,
    flags: combineFlags(
      body.flags ?? combineFlags<MessageFlags>(),
      ...(viewerId === null ? [] : [MessageFlags.Ephemeral]),
    ),
  };
  const record: MessageRecord = { message, guildId: channel.guildId, viewerId };
  channel.messages.set(message.id, record);
  world.events.emit('messageCreate', describeMessage(record));
  return record;
}

/** Changes a message, and says so to everybody who sees it. */
export function updateMessage(world: World, record: MessageRecord, change: Partial<APIMessage>): void {
  record.message = { ...record.message, ...change };
  world.events.emit('messageUpdate', describeMessage(record));
}

/** Removes a message, and says so to everybody who saw it. */
export function deleteMessage(world: World, record: MessageRecord, isBulk = false): void {
  const { id, channel_id: channelId } = record.message;
  world.channels.get(channelId)?.messages.delete(id);
  world.events.emit('messageDelete', {
    messageId: id,
    channelId,
    guildId: record.guildId,
    viewerId: record.viewerId,
    isBulk,
  });
}

/** The event about a message; the copy in it is its receiver's own. */
function describeMessage(record: MessageRecord): MessageEvent {
  return {
    message: structuredClone(record.message),
    channelId: record.message.channel_id,
    guildId: record.guildId,
    viewerId: record.viewerId,
  };
}
