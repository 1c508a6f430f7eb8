import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { createApiError, createFormError } from '../api-error.ts';
import { composeMessage, type MessageBody, type UploadedFile } from '../state/compose-message.ts';
import { createMessage, updateMessage } from '../state/messages.ts';
import type { ChannelRecord, MessageRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';
import type { CallbackForm } from '../validation/callback-schema.ts';
import { failInteraction } from './open-interaction.ts';
import type { InteractionRecord } from './interaction-record.ts';

const types = InteractionResponseType;

/**
 * Takes the bot's first response to an interaction. Throws 10062 for one that nobody waits for any more, 40060 for a
 * second one, 50035 for a kind of response that does not fit the interaction.
 */
export function respondToInteraction(
  world: World,
  record: InteractionRecord,
  callback: CallbackForm,
  files: readonly UploadedFile[],
): MessageRecord | null {
  checkAwaited(world, record);
  checkFits(record, callback.type);
  const channel = world.channels.get(record.channelId);
  if (channel === undefined) throw createApiError(10003);
  const message = perform(world, record, channel, callback, files);
  record.cancelDeadline();
  record.state = 'acknowledged';
  record.changes.emit('change');
  return message;
}

/** What an answer to an interaction says about the interaction. */
export function buildInteractionExtra(world: World, record: InteractionRecord): Partial<APIMessage> {
  const user = world.users.get(record.userId)?.user;
  if (user === undefined) throw createApiError(10013);
  const metadata = {
    id: record.id,
    type: record.type,
    user,
    authorizing_integration_owners: { '0': record.guildId ?? '0' },
    ...(record.targetMessageId !== null && { target_message_id: record.targetMessageId }),
    ...(record.sourceMessageId !== null && { interacted_message_id: record.sourceMessageId }),
  };
  // Deprecated, and still the only place where a client finds the name of the command.
  const named: object =
    record.commandName === null
      ? {}
      : { interaction: { id: record.id, type: record.type, name: record.commandName, user } };
  const referencedId = record.targetMessageId ?? record.sourceMessageId;
  const referenced =
    referencedId === null ? undefined : world.findMessage(record.channelId, referencedId)?.message;
  return {
    application_id: world.applicationId,
    webhook_id: world.applicationId,
    interaction_metadata: metadata as unknown as NonNullable<APIMessage['interaction_metadata']>,
    ...named,
    ...(referencedId !== null && {
      message_reference: {
        type: MessageReferenceType.Default,
        channel_id: record.channelId,
        message_id: referencedId,
        ...(record.guildId !== null && { guild_id: record.guildId }),
      },
      referenced_message: referenced ?? null,
    }),
  };
}

function checkAwaited(world: World, record: InteractionRecord): void {
  // The timer may be late or the clock a test's own: the clock decides.
  if (world.clock.now() - record.createdAtMs > world.firstResponseDeadlineMs) failInteraction(world, record);
  if (record.state === 'failed') throw createApiError(10062);
  if (record.state === 'acknowledged') throw createApiError(40060);
}

function checkFits(record: InteractionRecord, type: CallbackForm['type']): void {
  const isOnMessage = record.sourceMessageId !== null;
  const fitting: InteractionResponseType[] =
    record.type === InteractionType.ApplicationCommandAutocomplete
      ? [types.ApplicationCommandAutocompleteResult]
      : [
          types.ChannelMessageWithSource,
          types.DeferredChannelMessageWithSource,
          ...(isOnMessage ? [types.DeferredMessageUpdate, types.UpdateMessage] : []),
          ...(record.type === InteractionType.ModalSubmit ? [] : [types.Modal]),
        ];
  if (fitting.includes(type)) return;
  const message = `Value must be one of {${fitting.join(', ')}}.`;
  throw createFormError(['type'], 'BASE_TYPE_CHOICES', message);
}

function perform(
  world: World,
  record: InteractionRecord,
  channel: ChannelRecord,
  callback: CallbackForm,
  files: readonly UploadedFile[],
): MessageRecord | null {
  const authorId = world.bot.user.id;
  switch (callback.type) {
    case types.ChannelMessageWithSource: {
      const form = callback.data;
      const body = composeMessage(world, { channel, authorId, form, files, defaults: 'interaction' });
      return answer(world, record, channel, body, ((form.flags ?? 0) & MessageFlags.Ephemeral) !== 0);
    }
    case types.DeferredChannelMessageWithSource: {
      record.deferred = true;
      const body = { ...EMPTY_BODY, flags: MessageFlags.Loading };
      return answer(
        world,
        record,
        channel,
        body,
        ((callback.data?.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
      );
    }
    case types.DeferredMessageUpdate:
      record.deferred = true;
      return adoptSource(world, record);
    case types.UpdateMessage: {
      const source = adoptSource(world, record);
      if (callback.data) {
        const form = callback.data;
        const before = source.message;
        const input = { channel, authorId, form, files, defaults: 'interaction' as const, before };
        updateMessage(world, source, {
          ...composeMessage(world, input),
          edited_timestamp: world.timestamp(),
        });
      }
      record.answered = true;
      return source;
    }
    case types.ApplicationCommandAutocompleteResult:
      record.choices = callback.data.choices as APIApplicationCommandOptionChoice[];
      return null;
    case types.Modal: {
      const modal = callback.data as unknown as APIModalInteractionResponseCallbackData;
      record.modal = modal;
      const { id: interactionId, userId, channelId } = record;
      world.events.emit('modal', { interactionId, userId, channelId, modal });
      return null;
    }
  }
}

function answer(
  world: World,
  record: InteractionRecord,
  channel: ChannelRecord,
  body: MessageBody,
  ephemeral: boolean,
): MessageRecord {
  record.ephemeral = ephemeral;
  const message = createMessage(world, {
    channel,
    author: world.bot.user,
    body,
    viewerId: ephemeral ? record.userId : null,
    type: chooseType(record),
    extra: buildInteractionExtra(world, record),
  });
  record.originalMessageId = message.message.id;
  record.answered = !record.deferred;
  return message;
}

/** Components answer about a message: `@original` is that message. */
function adoptSource(world: World, record: InteractionRecord): MessageRecord {
  const source =
    record.sourceMessageId === null ? undefined : world.findMessage(record.channelId, record.sourceMessageId);
  if (source === undefined) throw createApiError(10008);
  record.originalMessageId = source.message.id;
  record.ephemeral = source.viewerId !== null;
  return source;
}

function chooseType(record: InteractionRecord): MessageType {
  if (record.sourceMessageId !== null) return MessageType.Reply;
  return record.targetMessageId === null ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand;
}

const EMPTY_BODY: MessageBody = {
  content: '',
  embeds: [],
  components: [],
  attachments: [],
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
};
