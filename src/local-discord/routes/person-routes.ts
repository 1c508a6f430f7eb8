import { PermissionFlagsBits } from 'discord-api-types/v10';
import { ApiError, createApiError, createFormError } from '../api-error.ts';
import { FootnoteError } from '../../errors.ts';
import { reportInteraction } from '../gateway/report-interaction.ts';
import { listCommands } from '../people/run-command.ts';
import { useBot } from '../people/use-bot.ts';
import { computePermissions } from '../state/permissions.ts';
import { parseForm } from '../validation/parse-form.ts';
import { personInteractionSchema } from '../validation/person-interaction-schema.ts';
import type { Api, Backend } from './backend.ts';
import { findChannel, requirePermissions } from './find-channel.ts';
import { readBody } from './read-body.ts';
import { requirePerson } from './require-actor.ts';

/** What only a person's client asks for: the commands of a place, and using them. Discord documents neither. */
export function addPersonRoutes(api: Api, { world, gateway }: Backend): void {
  api.get('/channels/:channelId/application-command-index', requirePerson, (context) => {
    const { actor } = context.var;
    const channel = findChannel(world, actor, context.req.param('channelId') ?? '');
    const permissions = computePermissions(world, channel, actor.user.id);
    const { user } = world.bot;
    return context.json({
      applications: [
        { id: world.applicationId, name: user.username, icon: null, description: '', bot: user },
      ],
      application_commands: listCommands(world, { user: actor, channel, permissions }),
    });
  });

  api.post('/interactions', requirePerson, async (context) => {
    const { actor } = context.var;
    const form = parseForm(personInteractionSchema, (await readBody(context)).json);
    if (form.application_id !== world.applicationId) throw createApiError(10002);
    const channel = findChannel(world, actor, form.channel_id);
    if ((form.guild_id ?? null) !== channel.guildId) throw createApiError(10004);
    requirePermissions(world, actor, channel, PermissionFlagsBits.UseApplicationCommands);
    if (channel.kind === 'thread' && channel.archived) throw createApiError(50083);
    const session = gateway.findSession(form.session_id);
    if (session?.client.userId !== actor.user.id) {
      throw createFormError(
        ['session_id'],
        'BASE_TYPE_INVALID',
        'This is no session of yours on the gateway.',
      );
    }
    const { id } = explainRefusals(() => useBot(world, actor.user.id, form));
    const record = world.interactions.get(id);
    if (record !== undefined) reportInteraction(world, session, record, form.nonce ?? null);
    return context.body(null, 204);
  });
}

/** What a person's client would not have sent in the first place is, on the wire, a body that does not fit. */
function explainRefusals<Value>(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiError || !(error instanceof FootnoteError)) throw error;
    throw createFormError(['data'], 'BASE_TYPE_INVALID', error.message);
  }
}
