import { ChannelType, PermissionFlagsBits, ThreadAutoArchiveDuration } from 'discord-api-types/v10';
import { z } from 'zod';
import { createApiError } from '../api-error.ts';
import { LIMITS } from '../limits.ts';
import { buildChannel } from '../state/build-channel.ts';
import { createThread, setThreadState } from '../state/threads.ts';
import type { TextChannelRecord, UserRecord } from '../state/records.ts';
import { parseForm } from '../validation/parse-form.ts';
import { createTextSchema } from '../validation/text-schema.ts';
import type { Api, Backend } from './backend.ts';
import { findChannel, findMessage, requirePermissions } from './find-channel.ts';
import { readBody } from './read-body.ts';

const threadSchema = z.object({
  name: createTextSchema({ min: 1, max: LIMITS.thread.name }),
  auto_archive_duration: z.enum(ThreadAutoArchiveDuration).nullish(),
  type: z.literal([ChannelType.PublicThread, ChannelType.PrivateThread]).nullish(),
});

/** Starting threads, and being in them (resources/channel.mdx, Start Thread). */
export function addThreadRoutes(api: Api, { world }: Backend): void {
  const findParent = (actor: UserRecord, channelId: string): TextChannelRecord => {
    const channel = findChannel(world, actor, channelId);
    if (channel.kind !== 'text') throw createApiError(channel.kind === 'direct' ? 50003 : 50024);
    return channel;
  };
  api.post('/channels/:channelId/messages/:messageId/threads', async (context) => {
    const { actor } = context.var;
    const parent = findParent(actor, context.req.param('channelId'));
    const starter = findMessage(parent, context.req.param('messageId'));
    requirePermissions(world, actor, parent, PermissionFlagsBits.CreatePublicThreads);
    const form = parseForm(threadSchema, (await readBody(context)).json);
    const thread = createThread(world, {
      parent,
      starter,
      ownerId: actor.user.id,
      name: form.name,
      autoArchiveMinutes: form.auto_archive_duration ?? ThreadAutoArchiveDuration.OneDay,
    });
    return context.json(buildChannel(world, thread, actor.user.id), 201);
  });
  api.post('/channels/:channelId/threads', async (context) => {
    const { actor } = context.var;
    const parent = findParent(actor, context.req.param('channelId'));
    const form = parseForm(threadSchema, (await readBody(context)).json);
    const isPrivate = form.type !== ChannelType.PublicThread;
    const { CreatePrivateThreads, CreatePublicThreads } = PermissionFlagsBits;
    requirePermissions(world, actor, parent, isPrivate ? CreatePrivateThreads : CreatePublicThreads);
    const thread = createThread(world, {
      parent,
      ownerId: actor.user.id,
      name: form.name,
      isPrivate,
      autoArchiveMinutes: form.auto_archive_duration ?? ThreadAutoArchiveDuration.OneDay,
    });
    return context.json(buildChannel(world, thread, actor.user.id), 201);
  });
  api.get('/channels/:channelId/threads/archived/public', (context) => {
    const { actor } = context.var;
    const parent = findParent(actor, context.req.param('channelId'));
    requirePermissions(world, actor, parent, PermissionFlagsBits.ReadMessageHistory);
    const threads = [...world.channels.values()].filter(
      (channel) =>
        channel.kind === 'thread' && channel.parentId === parent.id && channel.archived && !channel.isPrivate,
    );
    return context.json({
      threads: threads.map((thread) => buildChannel(world, thread, actor.user.id)),
      members: [],
      has_more: false,
    });
  });
  for (const method of ['PUT', 'DELETE'] as const) {
    api.on(method, '/channels/:channelId/thread-members/@me', (context) => {
      const { actor } = context.var;
      const channel = findChannel(world, actor, context.req.param('channelId'));
      if (channel.kind !== 'thread') throw createApiError(50024);
      if (channel.archived) throw createApiError(50083);
      if (method === 'PUT') channel.memberIds.add(actor.user.id);
      else channel.memberIds.delete(actor.user.id);
      setThreadState(world, channel, {});
      return context.body(null, 204);
    });
  }
}
