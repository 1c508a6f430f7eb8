import { MessageFlags, MessageType } from 'discord-api-types/v10';
import { createApiError } from '../api-error.ts';
import { checkThread } from '../state/check-thread.ts';
import { composeMessage, type UploadedFile } from '../state/compose-message.ts';
import { createMessage, deleteMessage, updateMessage } from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';
import type { MessageForm } from '../validation/message-schema.ts';
import type { InteractionRecord } from './interaction-record.ts';
import { isTokenExpired } from './open-interaction.ts';
import { buildInteractionExtra } from './respond.ts';

/**
 * The interaction that a webhook token belongs to. Throws 10015 for a token that is none, or that has no response yet,
 * and 50027 once its fifteen minutes are over (as seen in discord/discord-api-docs#6851).
 */
export function findByToken(world: World, applicationId: string, token: string): InteractionRecord {
  const record = [...world.interactions.values()].find((candidate) => candidate.token === token);
  if (record === undefined || applicationId !== world.applicationId) throw createApiError(10015);
  if (isTokenExpired(world, record)) throw createApiError(50027);
  if (record.state !== 'acknowledged') throw createApiError(10015);
  return record;
}

/** One of an interaction's messages; `@original` is the first response. Throws 10008. */
export function findResponse(world: World, record: InteractionRecord, messageId: string): MessageRecord {
  const id = messageId === '@original' ? record.originalMessageId : messageId;
  const isOwn = id !== null && (id === record.originalMessageId || record.followUpIds.includes(id));
  const message = isOwn ? world.findMessage(record.channelId, id) : undefined;
  if (message === undefined) throw createApiError(10008);
  return message;
}

/** Changes one of an interaction's messages. */
export function editResponse(
  world: World,
  record: InteractionRecord,
  message: MessageRecord,
  form: MessageForm,
  files: readonly UploadedFile[],
): MessageRecord {
  const channel = world.channels.get(record.channelId);
  if (channel === undefined) throw createApiError(10003);
  checkThread(world, channel, world.bot.user.id, 'edit');
  const before = message.message;
  const wasLoading = ((before.flags ?? 0) & MessageFlags.Loading) !== 0;
  const input = {
    channel,
    authorId: world.bot.user.id,
    form,
    files,
    defaults: 'interaction' as const,
    before,
  };
  const body = composeMessage(world, input);
  // The answer to a deferral is a first showing, not an edit: Discord does not mark it "(edited)".
  const editedAt = wasLoading ? null : world.timestamp();
  updateMessage(world, message, { ...body, edited_timestamp: editedAt });
  if (message.message.id === record.originalMessageId) record.answered = true;
  record.changes.emit('change');
  return message;
}

/**
 * Sends another message to an interaction. The first one after a deferral takes the place of the "thinking" message
 * and its visibility (interactions/receiving-and-responding.mdx, Create Followup Message).
 */
export function sendFollowUp(
  world: World,
  record: InteractionRecord,
  form: MessageForm,
  files: readonly UploadedFile[],
): MessageRecord {
  const channel = world.channels.get(record.channelId);
  if (channel === undefined) throw createApiError(10003);
  const original =
    record.originalMessageId === null
      ? undefined
      : world.findMessage(record.channelId, record.originalMessageId);
  if (original !== undefined && ((original.message.flags ?? 0) & MessageFlags.Loading) !== 0) {
    return editResponse(world, record, original, form, files);
  }
  // Not documented for these: it is taken for what "create messages" means in topics/threads.mdx, Locked Threads.
  checkThread(
    world,
    channel,
    world.bot.user.id,
    channel.kind === 'thread' && channel.archived ? 'edit' : 'send',
  );
  const authorId = world.bot.user.id;
  const body = composeMessage(world, { channel, authorId, form, files, defaults: 'interaction' });
  const message = createMessage(world, {
    channel,
    author: world.bot.user,
    body,
    viewerId: ((form.flags ?? 0) & MessageFlags.Ephemeral) === 0 ? null : record.userId,
    type: record.originalMessageId === null ? MessageType.Default : MessageType.Reply,
    extra: buildInteractionExtra(world, record),
  });
  record.followUpIds.push(message.message.id);
  record.changes.emit('change');
  return message;
}

/** Removes one of an interaction's messages. */
export function deleteResponse(world: World, record: InteractionRecord, message: MessageRecord): void {
  const channel = world.channels.get(record.channelId);
  if (channel !== undefined) checkThread(world, channel, world.bot.user.id, 'delete');
  deleteMessage(world, message);
  record.changes.emit('change');
}
