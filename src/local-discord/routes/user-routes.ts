import type { Hono } from 'hono';
import { z } from 'zod';
import { createApiError } from '../api-error.ts';
import { buildChannel } from '../state/build-channel.ts';
import { computeGuildPermissions } from '../state/permissions.ts';
import { openDirectChannel } from '../state/settle-world.ts';
import { parseForm } from '../validation/parse-form.ts';
import { snowflakeSchema } from '../validation/text-schema.ts';
import type { Backend } from './backend.ts';
import { readBody } from './read-body.ts';

const openDirectSchema = z.object({ recipient_id: snowflakeSchema });

/** The gateway's address, users, and direct messages. */
export function addUserRoutes(api: Hono, { world, gateway }: Backend): void {
  api.get('/gateway', (context) => context.json({ url: gateway.url }));
  api.get('/gateway/bot', (context) =>
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
  api.get('/users/@me', (context) =>
    context.json({ ...world.bot.user, verified: true, mfa_enabled: false, email: null, flags: 0 }),
  );
  api.get('/users/@me/guilds', (context) =>
    context.json(
      [...world.guilds.values()].map((guild) => ({
        id: guild.id,
        name: guild.name,
        icon: null,
        banner: null,
        owner: false,
        permissions: computeGuildPermissions(guild, world.bot.user.id).toString(),
        features: [],
      })),
    ),
  );
  api.get('/users/:userId', (context) => {
    const user = world.users.get(context.req.param('userId'))?.user;
    if (user === undefined) throw createApiError(10013);
    return context.json(user);
  });
  api.post('/users/@me/channels', async (context) => {
    const { recipient_id: userId } = parseForm(openDirectSchema, (await readBody(context)).json);
    const user = world.users.get(userId);
    if (user === undefined) throw createApiError(10013);
    if (userId === world.bot.user.id) throw createApiError(50007);
    return context.json(buildChannel(world, openDirectChannel(world, userId)));
  });
}
