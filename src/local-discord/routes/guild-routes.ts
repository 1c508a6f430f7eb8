import { z } from 'zod';
import { createApiError } from '../api-error.ts';
import { LIMITS } from '../limits.ts';
import { buildChannel } from '../state/build-channel.ts';
import { buildGuild, buildMember } from '../state/build-guild.ts';
import { canSee } from '../state/permissions.ts';
import { parseForm } from '../validation/parse-form.ts';
import { snowflakeSchema } from '../validation/text-schema.ts';
import type { Api, Backend } from './backend.ts';
import { findGuild } from './find-channel.ts';

const memberQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(LIMITS.guild.membersFetched).default(1),
  after: snowflakeSchema.default('0'),
});

/** Guilds, their channels, roles and members. */
export function addGuildRoutes(api: Api, { world }: Backend): void {
  api.get('/guilds/:guildId', (context) =>
    context.json(buildGuild(findGuild(world, context.var.actor, context.req.param('guildId')))),
  );
  api.get('/guilds/:guildId/channels', (context) => {
    const { actor } = context.var;
    const guild = findGuild(world, actor, context.req.param('guildId'));
    const channels = [...world.channels.values()].filter(
      (channel) =>
        channel.kind === 'text' &&
        channel.guildId === guild.id &&
        // A bot is told of the channels that it cannot see; a person's client does not show them.
        (actor === world.bot || canSee(world, channel, actor.user.id)),
    );
    return context.json(channels.map((channel) => buildChannel(world, channel, actor.user.id)));
  });
  api.get('/guilds/:guildId/roles', (context) =>
    context.json([...findGuild(world, context.var.actor, context.req.param('guildId')).roles.values()]),
  );
  api.get('/guilds/:guildId/members', (context) => {
    const { actor } = context.var;
    const guild = findGuild(world, actor, context.req.param('guildId'));
    // resources/guild.mdx, List Guild Members: the endpoint needs the privileged intent.
    if (actor === world.bot && !(world.privilegedIntents.guildMembers ?? false)) throw createApiError(50001);
    const { limit, after } = parseForm(memberQuerySchema, context.req.query());
    const ids = [...guild.members.keys()].filter((id) => BigInt(id) > BigInt(after));
    ids.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    return context.json(ids.slice(0, limit).map((id) => buildMember(world, guild, id)));
  });
  api.get('/guilds/:guildId/members/:userId', (context) => {
    const { actor } = context.var;
    const guild = findGuild(world, actor, context.req.param('guildId'));
    const userId = context.req.param('userId');
    const member = buildMember(world, guild, userId === '@me' ? actor.user.id : userId);
    if (member === undefined) throw createApiError(world.users.has(userId) ? 10007 : 10013);
    return context.json(member);
  });
  api.get('/guilds/:guildId/threads/active', (context) => {
    const { actor } = context.var;
    const guild = findGuild(world, actor, context.req.param('guildId'));
    const threads = [...world.channels.values()].filter(
      (channel) =>
        channel.kind === 'thread' &&
        channel.guildId === guild.id &&
        !channel.archived &&
        canSee(world, channel, actor.user.id),
    );
    return context.json({
      threads: threads.map((thread) => buildChannel(world, thread, actor.user.id)),
      members: [],
    });
  });
}
