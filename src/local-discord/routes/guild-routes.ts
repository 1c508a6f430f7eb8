import type { Hono } from 'hono';
import { createApiError } from '../api-error.ts';
import { buildChannel } from '../state/build-channel.ts';
import { buildGuild, buildMember } from '../state/build-guild.ts';
import type { Backend } from './backend.ts';
import { findGuild } from './find-channel.ts';

/** Guilds, their channels, roles and members. */
export function addGuildRoutes(api: Hono, { world }: Backend): void {
  api.get('/guilds/:guildId', (context) =>
    context.json(buildGuild(findGuild(world, context.req.param('guildId')))),
  );
  api.get('/guilds/:guildId/channels', (context) => {
    const guild = findGuild(world, context.req.param('guildId'));
    const channels = [...world.channels.values()].filter(
      (channel) => channel.kind === 'text' && channel.guildId === guild.id,
    );
    return context.json(channels.map((channel) => buildChannel(world, channel)));
  });
  api.get('/guilds/:guildId/roles', (context) =>
    context.json([...findGuild(world, context.req.param('guildId')).roles.values()]),
  );
  api.get('/guilds/:guildId/members/:userId', (context) => {
    const guild = findGuild(world, context.req.param('guildId'));
    const userId = context.req.param('userId');
    const member = buildMember(world, guild, userId === '@me' ? world.bot.user.id : userId);
    if (member === undefined) throw createApiError(world.users.has(userId) ? 10007 : 10013);
    return context.json(member);
  });
  api.get('/guilds/:guildId/threads/active', (context) => {
    const guild = findGuild(world, context.req.param('guildId'));
    const threads = [...world.channels.values()].filter(
      (channel) => channel.kind === 'thread' && channel.guildId === guild.id && !channel.archived,
    );
    return context.json({ threads: threads.map((thread) => buildChannel(world, thread)), members: [] });
  });
}
