import { PermissionFlagsBits, ThreadAutoArchiveDuration } from 'discord-api-types/v10';
import { z } from 'zod';
import { createApiError } from '../api-error.ts';
import { LIMITS } from '../limits.ts';
import { buildChannel } from '../state/build-channel.ts';
import { setThreadState } from '../state/threads.ts';
import { parseForm } from '../validation/parse-form.ts';
import { createTextSchema } from '../validation/text-schema.ts';
import type { Api, Backend } from './backend.ts';
import { findChannel, requirePermissions, writePermission } from './find-channel.ts';
import { readBody } from './read-body.ts';

const threadPatchSchema = z.object({
  name: createTextSchema({ min: 1, max: LIMITS.thread.name }).optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: z.enum(ThreadAutoArchiveDuration).optional(),
});

/** One channel: looking at it, typing in it, changing a thread. */
export function addChannelRoutes(api: Api, { world }: Backend): void {
  api.get('/channels/:channelId', (context) =>
    context.json(
      buildChannel(
        world,
        findChannel(world, context.var.actor, context.req.param('channelId')),
        context.var.actor.user.id,
      ),
    ),
  );
  api.post('/channels/:channelId/typing', (context) => {
    const channel = findChannel(world, context.var.actor, context.req.param('channelId'));
    requirePermissions(world, context.var.actor, channel, writePermission(channel));
    if (channel.kind === 'thread' && channel.archived) throw createApiError(50083);
    const { id: channelId, guildId } = channel;
    world.events.emit('typing', { channelId, guildId, userId: context.var.actor.user.id });
    return context.body(null, 204);
  });
  api.patch('/channels/:channelId', async (context) => {
    const { actor } = context.var;
    const channel = findChannel(world, actor, context.req.param('channelId'));
    if (channel.kind !== 'thread') throw createApiError(channel.kind === 'direct' ? 50003 : 50013);
    const patch = parseForm(threadPatchSchema, (await readBody(context)).json);
    const isOwn = channel.ownerId === actor.user.id && patch.locked === undefined && !channel.locked;
    const onlyReopens = patch.archived === false && !channel.locked && Object.keys(patch).length === 1;
    if (!isOwn) {
      const needed = onlyReopens ? writePermission(channel) : PermissionFlagsBits.ManageThreads;
      requirePermissions(world, actor, channel, needed);
    }
    if (channel.archived && patch.archived !== false) throw createApiError(50083);
    const { auto_archive_duration: autoArchiveMinutes, ...state } = patch;
    setThreadState(world, channel, {
      ...state,
      ...(autoArchiveMinutes !== undefined && { autoArchiveMinutes }),
    });
    return context.json(buildChannel(world, channel, actor.user.id));
  });
}
