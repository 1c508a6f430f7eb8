import {
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildVerificationLevel,
  type APIGuild,
  type GuildMemberFlags,
  type GuildSystemChannelFlags,
  type APIGuildMember,
  type GatewayGuildCreateDispatchData,
} from 'discord-api-types/v10';
import { combineFlags } from '../flags.ts';
import { buildChannel } from './build-channel.ts';
import { computePermissions } from './permissions.ts';
import type { GuildRecord, MemberRecord } from './records.ts';
import type { World } from './world.ts';

type BareMember = Omit<APIGuildMember, 'user'>;

/** A member as it goes over the wire beside its user. */
export function buildBareMember(member: MemberRecord): BareMember {
  return {
    nick: null,
    avatar: null,
    banner: null,
    roles: [...member.roleIds],
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: combineFlags<GuildMemberFlags>(),
    pending: false,
    communication_disabled_until: null,
  };
}

/** A member with its user; undefined for somebody who is not in the guild. */
export function buildMember(world: World, guild: GuildRecord, userId: string): APIGuildMember | undefined {
  const member = guild.members.get(userId);
  const user = world.users.get(userId)?.user;
  return member === undefined || user === undefined ? undefined : { ...buildBareMember(member), user };
}

/** A guild as REST gives it. */
export function buildGuild(guild: GuildRecord): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles: [...guild.roles.values()],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: combineFlags<GuildSystemChannelFlags>(),
    rules_channel_id: null,
    max_members: 500_000,
    vanity_url_code: null,
    premium_tier: GuildPremiumTier.None,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    premium_progress_bar_enabled: false,
    hub_type: null,
    safety_alerts_channel_id: null,
    incidents_data: null,
  };
}

/** A guild as the gateway introduces it: with channels and active threads, and of its members the bot only. */
export function buildGuildCreate(world: World, guild: GuildRecord): GatewayGuildCreateDispatchData {
  const own = [...world.channels.values()].filter((channel) => channel.guildId === guild.id);
  const bot = buildMember(world, guild, world.bot.user.id);
  const visible = own.filter((channel) => computePermissions(world, channel, world.bot.user.id) !== 0n);
  return {
    ...buildGuild(guild),
    joined_at: bot?.joined_at ?? world.timestamp(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: bot === undefined ? [] : [bot],
    channels: own.filter((channel) => channel.kind === 'text').map((channel) => buildChannel(world, channel)),
    threads: visible
      .filter((channel) => channel.kind === 'thread' && !channel.archived)
      .map((channel) => buildChannel(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  } as GatewayGuildCreateDispatchData;
}
