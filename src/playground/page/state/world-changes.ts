import type { APIUser } from 'discord-api-types/v10';
import type { WireChannel, WireGuild, WireMember, WirePresence, WireReady } from '../wire/wire-types.ts';
import type { PageState } from './page-state.ts';

/** ChannelType (resources/channel.mdx). */
export const CHANNEL_TYPES = {
  text: 0,
  direct: 1,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
} as const;

/** Whether a channel is a thread. */
export function isThread({ type }: WireChannel): boolean {
  return type >= CHANNEL_TYPES.announcementThread && type <= CHANNEL_TYPES.privateThread;
}

/** READY: everything that was known is replaced, except messages and what the person is doing. */
export function applyReady(state: PageState, ready: WireReady): PageState {
  const blank: PageState = {
    ...state,
    me: ready.user,
    sessionId: ready.session_id,
    connection: { status: 'ready', retryAtMs: 0 },
    guilds: [],
    channels: {},
    members: {},
    // Who reads this is here, whatever presence says of others.
    online: new Set([ready.user.id]),
    typing: {},
    users: { [ready.user.id]: ready.user },
  };
  const withDirect = (ready.private_channels ?? []).reduce(putChannel, blank);
  return ready.guilds.reduce(applyGuild, withDirect);
}

/** GUILD_CREATE, or a guild of READY. */
export function applyGuild(state: PageState, guild: WireGuild): PageState {
  const entry = { id: guild.id, name: guild.name };
  const withGuild = {
    ...state,
    guilds: [...state.guilds.filter(({ id }) => id !== guild.id), entry],
  };
  const channels = [...(guild.channels ?? []), ...(guild.threads ?? [])];
  const withChannels = channels.reduce<PageState>(
    (sum, channel) => putChannel(sum, { ...channel, guild_id: guild.id }),
    withGuild,
  );
  const withMembers = (guild.members ?? []).reduce(
    (sum, member) => putMember(sum, guild.id, member),
    withChannels,
  );
  return (guild.presences ?? []).reduce(putPresence, withMembers);
}

/** CHANNEL_CREATE, CHANNEL_UPDATE, THREAD_CREATE, THREAD_UPDATE */
export function putChannel(state: PageState, channel: WireChannel): PageState {
  const known = state.channels[channel.id];
  const merged = { ...known, ...channel };
  const withUsers = putUsers(state, channel.recipients ?? []);
  return { ...withUsers, channels: { ...state.channels, [channel.id]: merged } };
}

/** CHANNEL_DELETE, THREAD_DELETE */
export function removeChannel(state: PageState, channelId: string): PageState {
  const channels = Object.fromEntries(Object.entries(state.channels).filter(([id]) => id !== channelId));
  const isShown = state.view.threadId === channelId;
  const view = isShown ? { ...state.view, threadId: null, panel: null } : state.view;
  return { ...state, channels, view };
}

/** GUILD_MEMBER_ADD, GUILD_MEMBER_UPDATE, or a member of a guild. */
export function putMember(state: PageState, guildId: string, member: WireMember): PageState {
  if (member.user === undefined) return state;
  const { id } = member.user;
  const ids = state.members[guildId] ?? [];
  const withUser = putUsers(state, [member.user]);
  return ids.includes(id)
    ? withUser
    : { ...withUser, members: { ...state.members, [guildId]: [...ids, id] } };
}

/** PRESENCE_UPDATE; whatever is not offline counts as online. */
export function putPresence(state: PageState, { user, status }: WirePresence): PageState {
  const online = new Set(state.online);
  if (status === undefined || status === 'offline' || status === 'invisible') online.delete(user.id);
  else online.add(user.id);
  return { ...state, online };
}

/** Remembers people; a partial one keeps what was known. */
export function putUsers(state: PageState, users: readonly APIUser[]): PageState {
  const added = users.filter((user) => state.users[user.id] !== user);
  if (added.length === 0) return state;
  const entries = added.map((user) => [user.id, { ...state.users[user.id], ...user }]);
  return { ...state, users: { ...state.users, ...(Object.fromEntries(entries) as Record<string, APIUser>) } };
}
