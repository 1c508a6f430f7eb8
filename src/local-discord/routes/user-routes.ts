import { z } from 'zod';
import { createApiError } from '../api-error.ts';
import { buildChannel } from '../state/build-channel.ts';
import { buildOwnUser } from '../state/build-own-user.ts';
import { computeGuildPermissions } from '../state/permissions.ts';
import { listDirectChannels, openDirectChannel } from '../state/direct-channels.ts';
import { listGuildsOf } from '../state/list-guilds-of.ts';
import { parseForm } from '../validation/parse-form.ts';
import { snowflakeSchema } from '../validation/text-schema.ts';
import type { Api, Backend } from './backend.ts';
import { readBody } from './read-body.ts';
import { requireBot } from './require-actor.ts';

const openDirectSchema = z.object({ recipient_id: snowflakeSchema });

/** The gateway's address, users, and direct messages. */
export function addUserRoutes(api: Api, { world, gateway }: Backend): void {
  api.get('/gateway', (context) => context.json({ url: gateway.locate(new URL(context.req.url).host) }));
  api.get('/gateway/bot', requireBot, (context) =>
    context.json({
      url: gateway.url,
      shards: 1,
      session_start_limit: {
        total: 1000,
        remaining: gateway.remainingIdentifies,
        reset_after: 24 * 60 * 60_000,
        max_concurrency: 1,
      },
    }),
  );
  api.get('/users/@me', (context) => context.json(buildOwnUser(context.var.actor)));
  api.get('/users/@me/guilds', (context) =>
    context.json(
      listGuildsOf(world, context.var.actor).map((guild) => ({
        id: guild.id,
        name: guild.name,
        icon: null,
        banner: null,
        owner: guild.ownerId === context.var.actor.user.id,
        permissions: computeGuildPermissions(guild, context.var.actor.user.id).toString(),
        features: [],
      })),
    ),
  );
  api.get('/users/:userId', (context) => {
    const user = world.users.get(context.req.param('userId'))?.user;
    if (user === undefined) throw createApiError(10013);
    return context.json(user);
  });
  api.get('/users/@me/channels', (context) => {
    const ownId = context.var.actor.user.id;
    return context.json(
      listDirectChannels(world, ownId).map((channel) => buildChannel(world, channel, ownId)),
    );
  });
  api.post('/users/@me/channels', async (context) => {
    const { actor } = context.var;
    const { recipient_id: userId } = parseForm(openDirectSchema, (await readBody(context)).json);
    if (!world.users.has(userId)) throw createApiError(10013);
    // Here people have direct messages with the bot only, and the bot with people.
    if ((actor === world.bot) === (userId === world.bot.user.id)) throw createApiError(50007);
    const personId = actor === world.bot ? userId : actor.user.id;
    return context.json(buildChannel(world, openDirectChannel(world, personId), actor.user.id));
  });
}
