import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import {
  InteractionContextType,
  PermissionFlagsBits,
  type APIInteraction,
  type InteractionType,
} from 'discord-api-types/v10';
import { LIMITS } from '../limits.ts';
import { refuse } from '../refuse.ts';
import { isBotIn } from '../state/bot-membership.ts';
import { buildChannel } from '../state/build-channel.ts';
import { buildBareMember } from '../state/build-guild.ts';
import { computePermissions } from '../state/permissions.ts';
import type { ChannelRecord, UserRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';
import type { InteractionRecord } from './interaction-record.ts';

export interface OpenInteractionInput {
  readonly type: InteractionType;
  readonly user: UserRecord;
  readonly channel: ChannelRecord;
  /** The interaction's `data`. */
  readonly data: object;
  readonly commandName?: string;
  readonly targetMessageId?: string;
  /** Message that the component or form belongs to; it goes into the payload. */
  readonly sourceMessageId?: string;
}

/** Sends an interaction to the bot and starts the clock of its first response. Throws in a guild without the bot. */
export function openInteraction(world: World, input: OpenInteractionInput): InteractionRecord {
  if (!isBotIn(world, input.channel.guildId)) throw refuse('The bot is not in this server.');
  forgetExpired(world);
  const id = world.nextId();
  const token = randomBytes(48).toString('base64url');
  const record: InteractionRecord = {
    id,
    token,
    type: input.type,
    userId: input.user.user.id,
    channelId: input.channel.id,
    guildId: input.channel.guildId,
    createdAtMs: world.clock.now(),
    commandName: input.commandName ?? null,
    targetMessageId: input.targetMessageId ?? null,
    sourceMessageId: input.sourceMessageId ?? null,
    payload: buildPayload(world, id, token, input),
    state: 'pending',
    deferred: false,
    ephemeral: false,
    originalMessageId: null,
    followUpIds: [],
    choices: null,
    modal: null,
    answered: false,
    changes: new EventEmitter(),
    cancelDeadline: world.timers.start(world.firstResponseDeadlineMs, () => {
      failInteraction(world, record);
    }),
  };
  record.changes.setMaxListeners(0);
  world.interactions.set(id, record);
  world.events.emit('interaction', {
    interactionId: id,
    userId: record.userId,
    channelId: record.channelId,
    guildId: record.guildId,
    payload: record.payload,
  });
  return record;
}

/** The bot was too late, or never answered: the token dies and the person is told. */
export function failInteraction(world: World, record: InteractionRecord): void {
  if (record.state !== 'pending') return;
  record.cancelDeadline();
  record.state = 'failed';
  record.changes.emit('change');
  world.events.emit('interactionFailed', {
    interactionId: record.id,
    userId: record.userId,
    channelId: record.channelId,
  });
}

/** Whether the token's fifteen minutes are over. */
export function isTokenExpired(world: World, record: InteractionRecord): boolean {
  return world.clock.now() - record.createdAtMs > LIMITS.interaction.tokenLifetimeMs;
}

/** Ones that are long over go; a token is kept for a while after its death, so that its use is told apart. */
function forgetExpired(world: World): void {
  const horizonMs = world.clock.now() - 4 * LIMITS.interaction.tokenLifetimeMs;
  for (const [id, record] of world.interactions) {
    if (record.createdAtMs >= horizonMs) break;
    world.interactions.delete(id);
  }
}

function buildPayload(
  world: World,
  id: string,
  token: string,
  { type, user, channel, data, sourceMessageId }: OpenInteractionInput,
): APIInteraction {
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(user.user.id);
  const permissions = computePermissions(world, channel, user.user.id).toString();
  const source =
    sourceMessageId === undefined ? undefined : world.findMessage(channel.id, sourceMessageId)?.message;
  const place =
    guild === undefined || member === undefined
      ? { user: user.user, context: InteractionContextType.BotDM }
      : {
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_id: guild.id,
          guild_locale: guild.locale,
          member: { ...buildBareMember(member), user: user.user, permissions },
          context: InteractionContextType.Guild,
        };
  return {
    id,
    application_id: world.applicationId,
    type,
    data,
    token,
    version: 1,
    channel: { ...buildChannel(world, channel), permissions },
    channel_id: channel.id,
    ...place,
    app_permissions: computeAppPermissions(world, channel).toString(),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
    attachment_size_limit: LIMITS.file.bytes,
    ...(source !== undefined && { message: structuredClone(source) }),
  } as unknown as APIInteraction;
}

/** A bot that is denied the channel has no permission in it at all (topics/permissions.mdx, Implicit Permissions). */
function computeAppPermissions(world: World, channel: ChannelRecord): bigint {
  const permissions = computePermissions(world, channel, world.bot.user.id);
  return (permissions & PermissionFlagsBits.ViewChannel) === 0n ? 0n : permissions;
}
