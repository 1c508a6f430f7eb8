import type { Context } from 'hono';
import { createApiError } from '../api-error.ts';
import { buildApplicationFlags } from '../gateway/intents.ts';
import { changeCommand, removeCommand, replaceCommands, upsertCommand } from '../state/register-commands.ts';
import { commandListSchema, commandSchema } from '../validation/command-schema.ts';
import { parseForm } from '../validation/parse-form.ts';
import { listGuildsOf } from '../state/list-guilds-of.ts';
import type { Api, Backend } from './backend.ts';
import type { UserRecord } from '../state/records.ts';
import { findGuild } from './find-channel.ts';
import { readBody } from './read-body.ts';
import { requireBot } from './require-actor.ts';

/** The application itself, and its commands. */
export function addApplicationRoutes(api: Api, { world }: Backend): void {
  const buildApplication = () => ({
    id: world.applicationId,
    name: world.bot.user.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    bot: world.bot.user,
    verify_key: '0'.repeat(64),
    owner: { ...world.bot.user, bot: false },
    team: null,
    flags: buildApplicationFlags(world.privilegedIntents),
    approximate_guild_count: listGuildsOf(world, world.bot).length,
    integration_types_config: { '0': {} },
  });
  for (const path of ['/applications/*', '/oauth2/applications/*']) api.use(path, requireBot);
  api.get('/applications/@me', (context) => context.json(buildApplication()));
  api.get('/oauth2/applications/@me', (context) => context.json(buildApplication()));

  const readScope = (context: Context<{ Variables: { actor: UserRecord } }>): string | null => {
    if (context.req.param('applicationId') !== world.applicationId) throw createApiError(20012);
    const guildId = context.req.param('guildId');
    return guildId === undefined ? null : findGuild(world, context.var.actor, guildId).id;
  };
  for (const base of ['/applications/:applicationId', '/applications/:applicationId/guilds/:guildId']) {
    api.get(`${base}/commands`, (context) => context.json(world.commands.list(readScope(context))));
    api.put(`${base}/commands`, async (context) => {
      const guildId = readScope(context);
      const forms = parseForm(commandListSchema, (await readBody(context)).json);
      return context.json(replaceCommands(world, guildId, forms));
    });
    api.post(`${base}/commands`, async (context) => {
      const guildId = readScope(context);
      const form = parseForm(commandSchema, (await readBody(context)).json);
      const { command, isNew } = upsertCommand(world, guildId, form);
      return context.json(command, isNew ? 201 : 200);
    });
    api.get(`${base}/commands/:commandId`, (context) => {
      const id = context.req.param('commandId');
      const command = world.commands.list(readScope(context)).find((candidate) => candidate.id === id);
      if (command === undefined) throw createApiError(10063);
      return context.json(command);
    });
    api.patch(`${base}/commands/:commandId`, async (context) => {
      const guildId = readScope(context);
      const { json } = await readBody(context);
      return context.json(changeCommand(world, guildId, context.req.param('commandId'), json));
    });
    api.delete(`${base}/commands/:commandId`, (context) => {
      removeCommand(world, readScope(context), context.req.param('commandId'));
      return context.body(null, 204);
    });
  }
}
