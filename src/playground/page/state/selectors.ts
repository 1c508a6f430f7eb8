import type { APIUser } from 'discord-api-types/v10';
import type { WireChannel } from '../wire/wire-types.ts';
import { compareIds } from './compare-ids.ts';
import type { PageState } from './page-state.ts';
import { CHANNEL_TYPES, isThread } from './world-changes.ts';

/** The name that people see. */
export function nameUser(user: APIUser | undefined): string {
  return user?.global_name ?? user?.username ?? 'Unknown';
}

/** `ask-the-articles`, or whom one writes to. */
export function nameChannel(state: PageState, channel: WireChannel | undefined): string {
  if (channel === undefined) return 'unknown';
  if (channel.type !== CHANNEL_TYPES.direct) return channel.name ?? 'unnamed';
  return nameUser(findRecipient(state, channel));
}

/** With whom a direct message is. */
export function findRecipient(state: PageState, channel: WireChannel): APIUser | undefined {
  const other = channel.recipients?.find(({ id }) => id !== state.me?.id);
  return other === undefined ? undefined : (state.users[other.id] ?? other);
}

/** The text channels of a guild, in their order. */
export function listTextChannels(state: PageState, guildId: string): readonly WireChannel[] {
  return Object.values(state.channels)
    .filter((channel) => channel.guild_id === guildId && channel.type === CHANNEL_TYPES.text)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || compareIds(a.id, b.id));
}

/** The threads of a channel that are not archived, newest first. */
export function listThreads(state: PageState, channelId: string): readonly WireChannel[] {
  return Object.values(state.channels)
    .filter(
      (channel) =>
        isThread(channel) && channel.parent_id === channelId && channel.thread_metadata?.archived !== true,
    )
    .sort((a, b) => compareIds(b.id, a.id));
}

/** Everybody whom the person may write to directly: those with such a channel, and the bots around. */
export function listDirectPartners(
  state: PageState,
): readonly { readonly user: APIUser; readonly channelId: string | null }[] {
  const open = Object.values(state.channels).flatMap((channel) => {
    const user = channel.type === CHANNEL_TYPES.direct ? findRecipient(state, channel) : undefined;
    return user === undefined ? [] : [{ user, channelId: channel.id }];
  });
  const bots = Object.values(state.users).filter(
    (user) => user.bot === true && !open.some((entry) => entry.user.id === user.id),
  );
  return [...open, ...bots.map((user) => ({ user, channelId: null }))];
}

/** Who is in a channel: the members of its guild, or the two of a direct message. Online ones first, then by name. */
export function listPeople(state: PageState, channelId: string | null): readonly APIUser[] {
  const channel = channelId === null ? undefined : state.channels[channelId];
  const ids =
    channel?.guild_id === undefined
      ? [state.me?.id ?? '', ...(channel?.recipients ?? []).map(({ id }) => id)]
      : (state.members[channel.guild_id] ?? []);
  return [...new Set(ids)]
    .flatMap((id) => state.users[id] ?? [])
    .sort(
      (a, b) =>
        Number(state.online.has(b.id)) - Number(state.online.has(a.id)) ||
        nameUser(a).localeCompare(nameUser(b)),
    );
}

/** Those who type in a channel now, by name. */
export function listTyping(state: PageState, channelId: string): readonly string[] {
  return Object.keys(state.typing[channelId] ?? {}).map((id) => nameUser(state.users[id]));
}

/** The bot of the conversation: of a direct message its partner, of a guild its only one. */
export function findBot(state: PageState): APIUser | undefined {
  const known = state.extras === null ? undefined : state.users[state.extras.session.botId];
  return known ?? Object.values(state.users).find((user) => user.bot === true);
}
