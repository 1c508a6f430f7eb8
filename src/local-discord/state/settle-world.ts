import { Locale, type APIRole, type RoleFlags } from 'discord-api-types/v10';
import { combineFlags } from '../flags.ts';
import { buildChannel } from './build-channel.ts';
import { DEFAULT_PERMISSIONS } from './permissions.ts';
import type { GuildRecord, MemberRecord, TextChannelRecord, UserRecord } from './records.ts';
import type { World } from './world.ts';

export interface CreateUserInput {
  readonly name: string;
  /** Language of their client. @default 'en-US' */
  readonly locale?: string;
  /** Another bot. @default false */
  readonly bot?: boolean;
  /** Permissions that they have in every guild besides those of everybody (bits). @default 0n */
  readonly permissions?: bigint;
  /** False for somebody who lets no bot write to them. @default true */
  readonly acceptsDirectMessages?: boolean;
  /** Guilds they join. @default all */
  readonly guildIds?: readonly string[];
}

/** Makes a person (or another bot) and lets them join. */
export function createUser(world: World, input: CreateUserInput): UserRecord {
  const user = {
    id: world.nextId(),
    username: input.name.toLowerCase().replace(/[^a-z0-9._]+/g, '_') || 'user',
    discriminator: '0',
    global_name: input.name,
    avatar: null,
    bot: input.bot ?? false,
  };
  const { locale = 'en-US', acceptsDirectMessages = true } = input;
  const record: UserRecord = { user, locale, acceptsDirectMessages };
  world.users.set(user.id, record);
  for (const guildId of input.guildIds ?? world.guilds.keys()) {
    const guild = world.guilds.get(guildId);
    if (guild !== undefined) joinGuild(world, guild, user.id, input.permissions ?? 0n, user.username);
  }
  return record;
}

/** Adds a member; permissions beyond everybody's come as a role of their own. */
export function joinGuild(
  world: World,
  guild: GuildRecord,
  userId: string,
  permissions: bigint,
  roleName: string,
): MemberRecord {
  const roleIds: string[] = [];
  if (permissions !== 0n) {
    const role = buildRole(world.nextId(), roleName, permissions, guild.roles.size);
    addRole(world, guild, role);
    roleIds.push(role.id);
  }
  const member = { userId, roleIds, joinedAt: world.timestamp() };
  guild.members.set(userId, member);
  world.events.emit('memberUpdate', { guildId: guild.id, userId, isNew: true });
  return member;
}

export interface CreateGuildDetails {
  /** @default Locale.EnglishUS */
  readonly locale?: Locale;
  /** Name of its owner. @default the guild's name with " owner" */
  readonly owner?: string;
}

/** Makes a guild with an owner of its own, everybody's role, and the bot in it. */
export function createGuild(
  world: World,
  name: string,
  { locale = Locale.EnglishUS, owner: ownerName = `${name} owner` }: CreateGuildDetails = {},
): GuildRecord {
  const id = world.nextId();
  const owner = createUser(world, { name: ownerName, guildIds: [] });
  const everyone = buildRole(id, '@everyone', DEFAULT_PERMISSIONS, 0);
  const guild: GuildRecord = {
    id,
    name,
    ownerId: owner.user.id,
    locale,
    roles: new Map([[id, everyone]]),
    members: new Map(),
  };
  world.guilds.set(id, guild);
  joinGuild(world, guild, owner.user.id, 0n, 'owner');
  joinGuild(world, guild, world.bot.user.id, 0n, world.bot.user.username);
  world.events.emit('guildCreate', { guildId: id });
  return guild;
}

/** A role that a message can mention, e.g. to see that the bot does not ping it. */
export function createRole(world: World, guild: GuildRecord, name: string, mentionable: boolean): APIRole {
  const role = { ...buildRole(world.nextId(), name, 0n, guild.roles.size), mentionable };
  addRole(world, guild, role);
  return role;
}

function addRole(world: World, guild: GuildRecord, role: APIRole): void {
  guild.roles.set(role.id, role);
  world.events.emit('roleCreate', { guildId: guild.id, role });
}

/** Makes a text channel. */
export function createTextChannel(
  world: World,
  guildId: string,
  name: string,
  topic: string | null = null,
): TextChannelRecord {
  const siblings = [...world.channels.values()].filter(
    (channel) => channel.kind === 'text' && channel.guildId === guildId,
  );
  const channel: TextChannelRecord = {
    kind: 'text',
    id: world.nextId(),
    guildId,
    name,
    topic,
    position: siblings.length,
    overwrites: new Map(),
    messages: new Map(),
  };
  world.channels.set(channel.id, channel);
  world.events.emit('channelCreate', { guildId, channel: buildChannel(world, channel) });
  return channel;
}

function buildRole(id: string, name: string, permissions: bigint, position: number): APIRole {
  return {
    id,
    name,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: permissions.toString(),
    managed: false,
    mentionable: false,
    flags: combineFlags<RoleFlags>(),
  } as APIRole;
}
