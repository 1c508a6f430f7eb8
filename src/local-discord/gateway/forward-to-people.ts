import { buildChannel, readChannelType } from '../state/build-channel.ts';
import { buildBotPresence, buildGuildForPerson } from '../state/build-guild-for-person.ts';
import { buildBareMember, buildMember } from '../state/build-guild.ts';
import { canSee } from '../state/permissions.ts';
import { presentMessage } from '../state/present-message.ts';
import type { ChannelRecord, GuildRecord } from '../state/records.ts';
import type { MessageEvent } from '../state/world-events.ts';
import type { World } from '../state/world.ts';
import { buildDeletedThread } from './forward-events.ts';
import type { Gateway } from './gateway.ts';
import type { GatewayClient } from './gateway-session.ts';

/** Tells people's clients what happens in the world, as far as each of them sees it. */
export function forwardToPeople(world: World, gateway: Gateway): void {
  const { events } = world;
  const findSeen = (channelId: string, userId: string): ChannelRecord | undefined => {
    const channel = world.channels.get(channelId);
    return channel !== undefined && canSee(world, channel, userId) ? channel : undefined;
  };
  const forwardMessage = (type: string, event: MessageEvent): void => {
    gateway.dispatchToPeople(type, (client) => {
      if (event.viewerId !== null && event.viewerId !== client.userId) return undefined;
      const channel = findSeen(event.channelId, client.userId);
      return channel === undefined ? undefined : buildPayload(world, event, channel, client);
    });
  };
  events.on('messageCreate', (event) => {
    forwardMessage('MESSAGE_CREATE', event);
  });
  events.on('messageUpdate', (event) => {
    forwardMessage('MESSAGE_UPDATE', event);
  });
  events.on('messageDelete', ({ messageId, channelId, guildId, viewerId }) => {
    gateway.dispatchToPeople('MESSAGE_DELETE', ({ userId }) => {
      if (viewerId !== null && viewerId !== userId) return undefined;
      if (findSeen(channelId, userId) === undefined) return undefined;
      return { id: messageId, channel_id: channelId, ...(guildId !== null && { guild_id: guildId }) };
    });
  });
  events.on('typing', ({ channelId, guildId, userId: typistId }) => {
    const guild = guildId === null ? undefined : world.guilds.get(guildId);
    gateway.dispatchToPeople('TYPING_START', ({ userId }) => {
      if (userId === typistId || findSeen(channelId, userId) === undefined) return undefined;
      return {
        channel_id: channelId,
        user_id: typistId,
        timestamp: Math.floor(world.clock.now() / 1000),
        ...(guild !== undefined && { guild_id: guild.id, member: buildMember(world, guild, typistId) }),
      };
    });
  });
  const forwardChannel = (type: string, channelId: string, extra: object = {}): void => {
    gateway.dispatchToPeople(type, ({ userId }) => {
      const channel = findSeen(channelId, userId);
      return channel === undefined ? undefined : { ...buildChannel(world, channel, userId), ...extra };
    });
  };
  events.on('directChannelCreate', ({ channelId }) => {
    forwardChannel('CHANNEL_CREATE', channelId);
  });
  events.on('channelCreate', ({ channel }) => {
    forwardChannel('CHANNEL_CREATE', channel.id);
  });
  events.on('channelUpdate', ({ channel }) => {
    forwardChannel('CHANNEL_UPDATE', channel.id);
  });
  events.on('channelDelete', ({ channel }) => {
    forwardChannel('CHANNEL_DELETE', channel.id);
  });
  events.on('threadCreate', ({ channel }) => {
    forwardChannel('THREAD_CREATE', channel.id, { newly_created: true });
  });
  events.on('threadUpdate', ({ channel }) => {
    forwardChannel('THREAD_UPDATE', channel.id);
  });
  events.on('threadDelete', ({ guildId, channel }) => {
    gateway.dispatchToPeople('THREAD_DELETE', ({ userId }) =>
      findSeen(channel.id, userId) === undefined ? undefined : buildDeletedThread(guildId, channel),
    );
  });
  forwardGuildEvents(world, gateway);
}

function forwardGuildEvents(world: World, gateway: Gateway): void {
  const { events } = world;
  const forward = (type: string, guildId: string, build: (guild: GuildRecord, userId: string) => unknown) => {
    const guild = world.guilds.get(guildId);
    if (guild === undefined) return;
    gateway.dispatchToPeople(type, ({ userId }) =>
      guild.members.has(userId) ? build(guild, userId) : undefined,
    );
  };
  events.on('guildCreate', ({ guildId }) => {
    forward('GUILD_CREATE', guildId, (guild, userId) =>
      buildGuildForPerson(world, guild, userId, gateway.isOnline),
    );
  });
  events.on('roleCreate', ({ guildId, role }) => {
    forward('GUILD_ROLE_CREATE', guildId, () => ({ guild_id: guildId, role }));
  });
  events.on('memberUpdate', ({ guildId, userId: memberId, isNew }) => {
    forward(isNew ? 'GUILD_MEMBER_ADD' : 'GUILD_MEMBER_UPDATE', guildId, (guild) => ({
      ...buildMember(world, guild, memberId),
      guild_id: guildId,
    }));
  });
  events.on('botKick', ({ guildId }) => {
    forward('GUILD_MEMBER_REMOVE', guildId, () => ({ guild_id: guildId, user: world.bot.user }));
  });
  events.on('presence', ({ online }) => {
    for (const { id } of world.guilds.values()) {
      forward('PRESENCE_UPDATE', id, () => buildBotPresence(world, id, online));
    }
  });
  // Not documented for bots: by it a person's client knows that its list of commands is out of date.
  events.on('commandsUpdate', ({ guildId: changedId }) => {
    for (const { id } of world.guilds.values()) {
      if (changedId !== null && changedId !== id) continue;
      forward('GUILD_APPLICATION_COMMAND_INDEX_UPDATE', id, () => ({ guild_id: id }));
    }
  });
}

function buildPayload(
  world: World,
  event: MessageEvent,
  channel: ChannelRecord,
  { host }: GatewayClient,
): object {
  const message = presentMessage(world, event, `http://${host}`);
  const type = readChannelType(channel);
  const guild = event.guildId === null ? undefined : world.guilds.get(event.guildId);
  if (guild === undefined) return { ...message, channel_type: type };
  const findMember = (userId: string): object | undefined => {
    const member = guild.members.get(userId);
    return member === undefined ? undefined : buildBareMember(member);
  };
  const author = findMember(message.author.id);
  return {
    ...message,
    channel_type: type,
    mentions: message.mentions.map((user) => ({ ...user, member: findMember(user.id) })),
    ...(author !== undefined && { member: author }),
  };
}
