import { MessageReferenceType, MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Context } from 'hono';
import { z } from 'zod';
import { createApiError, createFormError } from '../api-error.ts';
import { LIMITS } from '../limits.ts';
import { isBotIn } from '../state/bot-membership.ts';
import { checkThread } from '../state/check-thread.ts';
import { composeMessage, type UploadedFile } from '../state/compose-message.ts';
import { listGuildsOf } from '../state/list-guilds-of.ts';
import { createMessage, deleteMessage, updateMessage } from '../state/messages.ts';
import { presentMessage } from '../state/present-message.ts';
import { redactMessage } from '../state/redact-message.ts';
import type { ChannelRecord, MessageRecord, UserRecord } from '../state/records.ts';
import { setThreadState } from '../state/threads.ts';
import type { World } from '../state/world.ts';
import { messageSchema, personMessageSchema, type MessageForm } from '../validation/message-schema.ts';
import { parseForm } from '../validation/parse-form.ts';
import { snowflakeSchema } from '../validation/text-schema.ts';
import type { Api, Backend } from './backend.ts';
import {
  findChannel,
  findMessage,
  hasPermissions,
  requirePermissions,
  writePermission,
} from './find-channel.ts';
import { readBody } from './read-body.ts';

const bits = PermissionFlagsBits;
const pageSchema = z.object({ before: snowflakeSchema.optional(), after: snowflakeSchema.optional() });

/** The messages of a channel (resources/message.mdx). */
export function addMessageRoutes(api: Api, { world }: Backend): void {
  // What REST shows depends on the app's switch, not on the intents of a session (events/gateway.mdx, HTTP Restrictions).
  const show = (
    { req, var: { actor } }: Context<{ Variables: { actor: UserRecord } }>,
    record: MessageRecord,
  ) =>
    actor === world.bot
      ? redactMessage(world, record, world.privilegedIntents.messageContent ?? false)
      : presentMessage(world, record, new URL(req.url).origin);
  const read = (actor: UserRecord, json: unknown): MessageForm =>
    parseForm(actor === world.bot ? messageSchema : personMessageSchema, json);

  api.get('/channels/:channelId/messages', (context) => {
    const { actor } = context.var;
    const channel = findChannel(world, actor, context.req.param('channelId'));
    const records = listMessages(world, actor, channel, context.req.query());
    return context.json(records.map((record) => show(context, record)));
  });
  api.get('/channels/:channelId/messages/:messageId', (context) => {
    const { actor } = context.var;
    const channel = findChannel(world, actor, context.req.param('channelId'));
    requirePermissions(world, actor, channel, bits.ReadMessageHistory);
    return context.json(show(context, findMessage(channel, context.req.param('messageId'))));
  });
  api.post('/channels/:channelId/messages', async (context) => {
    const { actor } = context.var;
    const channel = findChannel(world, actor, context.req.param('channelId'));
    const { json, files } = await readBody(context);
    return context.json(show(context, sendMessage(world, actor, channel, read(actor, json), files)));
  });
  api.patch('/channels/:channelId/messages/:messageId', async (context) => {
    const { actor } = context.var;
    const channel = findChannel(world, actor, context.req.param('channelId'));
    const record = findMessage(channel, context.req.param('messageId'));
    const { json, files } = await readBody(context);
    const form = read(actor, json);
    if (record.message.author.id !== actor.user.id) throw createApiError(50005);
    checkThread(world, channel, actor.user.id, 'edit');
    const authorId = actor.user.id;
    const before = record.message;
    const body = composeMessage(world, { channel, authorId, form, files, defaults: 'message', before });
    updateMessage(world, record, { ...body, edited_timestamp: world.timestamp() });
    return context.json(show(context, record));
  });
  api.delete('/channels/:channelId/messages/:messageId', (context) => {
    const { actor } = context.var;
    const channel = findChannel(world, actor, context.req.param('channelId'));
    const record = findMessage(channel, context.req.param('messageId'));
    if (record.message.author.id !== actor.user.id) {
      if (channel.kind === 'direct') throw createApiError(50003);
      requirePermissions(world, actor, channel, bits.ManageMessages);
    }
    checkThread(world, channel, actor.user.id, 'delete');
    deleteMessage(world, record);
    return context.body(null, 204);
  });
}

function listMessages(
  world: World,
  actor: UserRecord,
  channel: ChannelRecord,
  query: { readonly limit?: string; readonly before?: string; readonly after?: string },
): readonly MessageRecord[] {
  const limit = Number(query.limit ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.message.fetched) {
    const message = `Value should be between 1 and ${LIMITS.message.fetched}.`;
    throw createFormError(['limit'], 'NUMBER_TYPE_RANGE', message);
  }
  // Without the permission the list is empty, not refused.
  if (!hasPermissions(world, actor, channel, bits.ReadMessageHistory)) return [];
  const newestFirst = [...channel.messages.values()].filter(({ viewerId }) => viewerId === null).reverse();
  const { before, after } = parseForm(pageSchema, query);
  if (after !== undefined) {
    return newestFirst.filter(({ message }) => BigInt(message.id) > BigInt(after)).slice(-limit);
  }
  if (before === undefined) return newestFirst.slice(0, limit);
  return newestFirst.filter(({ message }) => BigInt(message.id) < BigInt(before)).slice(0, limit);
}

function sendMessage(
  world: World,
  actor: UserRecord,
  channel: ChannelRecord,
  form: MessageForm,
  files: readonly UploadedFile[],
): MessageRecord {
  requireSending(world, actor, channel, form, files);
  const nonceKey =
    form.nonce === null || form.nonce === undefined ? null : `${actor.user.id} ${channel.id} ${form.nonce}`;
  const earlier = form.enforce_nonce && nonceKey !== null ? findByNonce(world, nonceKey) : undefined;
  if (earlier !== undefined) return earlier;
  const replied = findReplied(world, actor, channel, form);
  const body = composeMessage(world, {
    channel,
    authorId: actor.user.id,
    form,
    files,
    defaults: 'message',
    repliedUserId: replied?.message.author.id ?? null,
  });
  if (channel.kind === 'thread' && channel.archived) setThreadState(world, channel, { archived: false });
  const record = createMessage(world, {
    channel,
    author: actor.user,
    body,
    type: replied === undefined ? MessageType.Default : MessageType.Reply,
    extra: {
      ...(nonceKey !== null && form.nonce !== null && form.nonce !== undefined && { nonce: form.nonce }),
      ...(replied !== undefined && {
        referenced_message: replied.message,
        message_reference: {
          type: MessageReferenceType.Default,
          channel_id: channel.id,
          message_id: replied.message.id,
          ...(channel.guildId !== null && { guild_id: channel.guildId }),
        },
      }),
    },
  });
  if (nonceKey !== null) world.nonces.set(nonceKey, { record, atMs: world.clock.now() });
  return record;
}

function requireSending(
  world: World,
  actor: UserRecord,
  channel: ChannelRecord,
  form: MessageForm,
  files: readonly UploadedFile[],
): void {
  if (channel.kind === 'direct' && actor === world.bot) {
    const person = world.users.get(channel.userId);
    if (person?.acceptsDirectMessages !== true) throw createApiError(50007);
    const isMet = listGuildsOf(world, person).some(({ id }) => isBotIn(world, id));
    if (!isMet) throw createApiError(50278);
  }
  requirePermissions(world, actor, channel, writePermission(channel));
  checkThread(world, channel, actor.user.id, 'send');
  if ((form.embeds ?? []).length > 0) requirePermissions(world, actor, channel, bits.EmbedLinks);
  if (files.length > 0) requirePermissions(world, actor, channel, bits.AttachFiles);
}

function findByNonce(world: World, key: string): MessageRecord | undefined {
  const horizonMs = world.clock.now() - LIMITS.nonceLifetimeMs;
  for (const [other, { atMs }] of world.nonces) if (atMs < horizonMs) world.nonces.delete(other);
  return world.nonces.get(key)?.record;
}

function findReplied(
  world: World,
  actor: UserRecord,
  channel: ChannelRecord,
  form: MessageForm,
): MessageRecord | undefined {
  const reference = form.message_reference;
  if (!reference) return undefined;
  const record = channel.messages.get(reference.message_id);
  if (record?.viewerId === null) {
    if (!hasPermissions(world, actor, channel, bits.ReadMessageHistory)) throw createApiError(160002);
    return record;
  }
  if (reference.fail_if_not_exists === false) return undefined;
  throw createFormError(['message_reference'], 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
}
