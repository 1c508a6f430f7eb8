import { InteractionResponseType } from 'discord-api-types/v10';
import { createApiError } from '../api-error.ts';
import {
  deleteResponse,
  editResponse,
  findByToken,
  findResponse,
  sendFollowUp,
} from '../interactions/follow-up.ts';
import { respondToInteraction } from '../interactions/respond.ts';
import { callbackSchema } from '../validation/callback-schema.ts';
import { messageSchema } from '../validation/message-schema.ts';
import { parseForm } from '../validation/parse-form.ts';
import type { Api, Backend } from './backend.ts';
import { readBody } from './read-body.ts';

/** First responses to interactions, and the webhook by which they are edited and followed up. */
export function addInteractionRoutes(api: Api, { world }: Backend): void {
  api.post('/interactions/:interactionId/:token/callback', async (context) => {
    const { json, files } = await readBody(context);
    const record = world.interactions.get(context.req.param('interactionId'));
    if (record?.token !== context.req.param('token')) throw createApiError(10062);
    const callback = parseForm(callbackSchema, json);
    const message = respondToInteraction(world, record, callback, files);
    if (!['true', '1'].includes(context.req.query('with_response') ?? '')) return context.body(null, 204);
    const showsMessage =
      callback.type === InteractionResponseType.ChannelMessageWithSource ||
      callback.type === InteractionResponseType.UpdateMessage ||
      callback.type === InteractionResponseType.DeferredChannelMessageWithSource;
    return context.json({
      interaction: {
        id: record.id,
        type: record.type,
        ...(message !== null && {
          response_message_id: message.message.id,
          response_message_loading: record.deferred,
          response_message_ephemeral: record.ephemeral,
        }),
      },
      resource: {
        type: callback.type,
        ...(showsMessage && message !== null && { message: message.message }),
      },
    });
  });

  const base = '/webhooks/:applicationId/:token';
  api.post(base, async (context) => {
    const record = findByToken(world, context.req.param('applicationId'), context.req.param('token'));
    const { json, files } = await readBody(context);
    return context.json(sendFollowUp(world, record, parseForm(messageSchema, json), files).message);
  });
  api.get(`${base}/messages/:messageId`, (context) => {
    const record = findByToken(world, context.req.param('applicationId'), context.req.param('token'));
    return context.json(findResponse(world, record, context.req.param('messageId')).message);
  });
  api.patch(`${base}/messages/:messageId`, async (context) => {
    const record = findByToken(world, context.req.param('applicationId'), context.req.param('token'));
    const message = findResponse(world, record, context.req.param('messageId'));
    const { json, files } = await readBody(context);
    return context.json(editResponse(world, record, message, parseForm(messageSchema, json), files).message);
  });
  api.delete(`${base}/messages/:messageId`, (context) => {
    const record = findByToken(world, context.req.param('applicationId'), context.req.param('token'));
    deleteResponse(world, record, findResponse(world, record, context.req.param('messageId')));
    return context.body(null, 204);
  });
}
