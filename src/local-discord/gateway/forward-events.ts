import { ChannelType, GatewayIntentBits, PermissionFlagsBits, type APIChannel } from 'discord-api-types/v10';
import { isBotIn } from '../state/bot-membership.ts';
import { readChannelType } from '../state/build-channel.ts';
import { buildBareMember, buildGuildCreate, buildMember } from '../state/build-guild.ts';
import { computePermissions } from '../state/permissions.ts';
import { redactMessage } from '../state/redact-message.ts';
import type { MessageEvent } from '../state/world-events.ts';
import type { World } from '../state/world.ts';
import type { Gateway } from './gateway.ts';
import type { GatewaySession } from './gateway-session.ts';

const bits = GatewayIntentBits;

/** Tells the bot what happens in the world, as far as its intents and permissions go. */
export function forwardEvents(world: World, gateway: Gateway): void {
  const { events } = world;
  const botSees = (channelId: string): boolean => {
    const channel = world.channels.get(channelId);
    if (channel === undefined) return false;
    return (computePermissions(world, channel, world.bot.user.id) & PermissionFlagsBits.ViewChannel) !== 0n;
  };
  const forwardMessage = (type: string, event: MessageEvent): void => {
    const isPrivate = event.guildId === null || event.viewerId !== null;
    // An ephemeral message reaches the bot only where it is the bot's own answer, wherever that is.
    if (event.viewerId === null && !botSees(event.channelId)) return;
    gateway.dispatch({
      type,
      guildId: isPrivate ? null : event.guildId,
      intents: isPrivate ? bits.DirectMessages : bits.GuildMessages,
      build: (session) => buildMessagePayload(world, event, session),
    });
  };

  events.on('messageCreate', (event) => {
    forwardMessage('MESSAGE_CREATE', event);
  });
  events.on('messageUpdate', (event) => {
    forwardMessage('MESSAGE_UPDATE', event);
  });
  events.on('messageDelete', ({ messageId, channelId, guildId, viewerId, isBulk }) => {
    if (viewerId !== null || isBulk || !botSees(channelId)) return;
    gateway.dispatch({
      type: 'MESSAGE_DELETE',
      guildId,
      intents: guildId === null ? bits.DirectMessages : bits.GuildMessages,
      build: () => ({ id: messageId, channel_id: channelId, ...(guildId !== null && { guild_id: guildId }) }),
    });
  });
  events.on('messageDeleteBulk', ({ messageIds, channelId, guildId }) => {
    if (!botSees(channelId)) return;
    gateway.dispatch({
      type: 'MESSAGE_DELETE_BULK',
      guildId,
      intents: bits.GuildMessages,
      build: () => ({ ids: messageIds, channel_id: channelId, guild_id: guildId }),
    });
  });
  events.on('typing', ({ channelId, guildId, userId }) => {
    if (!botSees(channelId)) return;
    const guild = guildId === null ? undefined : world.guilds.get(guildId);
    gateway.dispatch({
      type: 'TYPING_START',
      guildId,
      intents: guildId === null ? bits.DirectMessageTyping : bits.GuildMessageTyping,
      build: () => ({
        channel_id: channelId,
        user_id: userId,
        timestamp: Math.floor(world.clock.now() / 1000),
        ...(guild !== undefined && { guild_id: guild.id, member: buildMember(world, guild, userId) }),
      }),
    });
  });
  events.on('interaction', ({ guildId, payload }) => {
    gateway.dispatch({ type: 'INTERACTION_CREATE', guildId, intents: 0, build: () => payload });
  });
  forwardGuildEvents(world, gateway);
}

function forwardGuildEvents(world: World, gateway: Gateway): void {
  const { events } = world;
  const dispatch = (type: string, guildId: string, data: unknown): void => {
    if (!isBotIn(world, guildId)) return;
    gateway.dispatch({ type, guildId, intents: bits.Guilds, build: () => data });
  };
  events.on('guildCreate', ({ guildId }) => {
    const guild = world.guilds.get(guildId);
    if (guild !== undefined) dispatch('GUILD_CREATE', guildId, buildGuildCreate(world, guild));
  });
  events.on('channelCreate', ({ guildId, channel }) => {
    dispatch('CHANNEL_CREATE', guildId, channel);
  });
  events.on('channelUpdate', ({ guildId, channel }) => {
    dispatch('CHANNEL_UPDATE', guildId, channel);
  });
  events.on('channelDelete', ({ guildId, channel }) => {
    dispatch('CHANNEL_DELETE', guildId, channel);
  });
  events.on('threadCreate', ({ guildId, channel }) => {
    dispatch('THREAD_CREATE', guildId, { ...channel, newly_created: true });
  });
  events.on('threadUpdate', ({ guildId, channel }) => {
    dispatch('THREAD_UPDATE', guildId, channel);
  });
  events.on('threadDelete', ({ guildId, channel }) => {
    dispatch('THREAD_DELETE', guildId, buildDeletedThread(guildId, channel));
  });
  // Without `unavailable`: "the user was removed from the guild" (events/gateway-events.mdx, Guild Delete).
  events.on('botKick', ({ guildId }) => {
    gateway.dispatch({
      ...{ type: 'GUILD_DELETE', guildId, intents: bits.Guilds },
      build: () => ({ id: guildId }),
    });
  });
  events.on('botInvite', ({ guildId }) => {
    const guild = world.guilds.get(guildId);
    if (guild !== undefined) dispatch('GUILD_CREATE', guildId, buildGuildCreate(world, guild));
  });
  events.on('roleCreate', ({ guildId, role }) => {
    dispatch('GUILD_ROLE_CREATE', guildId, { guild_id: guildId, role });
  });
  events.on('memberUpdate', ({ guildId, userId, isNew }) => {
    const guild = world.guilds.get(guildId);
    if (guild === undefined || !isBotIn(world, guildId)) return;
    const isBot = userId === world.bot.user.id;
    gateway.dispatch({
      type: isNew ? 'GUILD_MEMBER_ADD' : 'GUILD_MEMBER_UPDATE',
      guildId,
      intents: isBot && !isNew ? bits.Guilds : bits.GuildMembers,
      build: () => ({ ...buildMember(world, guild, userId), guild_id: guildId }),
    });
  });
}

/** Of a deleted thread four fields are told (events/gateway-events.mdx, Thread Delete). */
export function buildDeletedThread(guildId: string, channel: APIChannel): object {
  const parentId = 'parent_id' in channel ? (channel.parent_id ?? null) : null;
  return { id: channel.id, guild_id: guildId, parent_id: parentId, type: channel.type };
}

/** A message with what the gateway adds to it; an ephemeral one has neither guild nor members. */
function buildMessagePayload(world: World, event: MessageEvent, session: GatewaySession): unknown {
  const mayReadContent = (session.client.intents & bits.MessageContent) !== 0;
  const message = redactMessage(world, event, mayReadContent);
  const channel = world.channels.get(event.channelId);
  const type = channel === undefined ? ChannelType.GuildText : readChannelType(channel);
  const guild = event.guildId === null ? undefined : world.guilds.get(event.guildId);
  if (guild === undefined || event.viewerId !== null) return { ...message, channel_type: type };
  const findMember = (userId: string): object | undefined => {
    const member = guild.members.get(userId);
    return member === undefined ? undefined : buildBareMember(member);
  };
  const author = message.webhook_id === undefined ? findMember(message.author.id) : undefined;
  return {
    ...message,
    guild_id: guild.id,
    channel_type: type,
    mentions: message.mentions.map((user) => ({ ...user, member: findMember(user.id) })),
    ...(author !== undefined && { member: author }),
  };
}
