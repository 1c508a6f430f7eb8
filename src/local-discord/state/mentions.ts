import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { MessageForm } from '../validation/message-schema.ts';
import { computePermissions } from './permissions.ts';
import type { ChannelRecord } from './records.ts';
import type { World } from './world.ts';

/** Whom a message pings. */
export interface Pings {
  readonly userIds: readonly string[];
  readonly roleIds: readonly string[];
  readonly everyone: boolean;
}

/** What may ping when a body has no `allowed_mentions` (resources/message.mdx, Default Settings for Allowed Mentions). */
export type DefaultMentions = 'message' | 'interaction';

export interface MentionsInput {
  readonly channel: ChannelRecord;
  readonly authorId: string;
  /** Content, or the displayed text of Components V2. */
  readonly text: string;
  readonly allowed: MessageForm['allowed_mentions'];
  readonly defaults: DefaultMentions;
  /** Author of the message replied to, where it is a reply. */
  readonly repliedUserId: string | null;
}

/**
 * Whom a text pings: what it mentions, cut down to what `allowed_mentions` allows and to what its author may ping.
 * Mentions in code are text.
 */
export function resolveMentions(world: World, input: MentionsInput): Pings {
  const { channel, authorId, allowed, defaults } = input;
  const text = input.text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const parse = allowed
    ? (allowed.parse ?? [])
    : defaults === 'message'
      ? MESSAGE_DEFAULT
      : INTERACTION_DEFAULT;
  const mayPingAll =
    (computePermissions(world, channel, authorId) & PermissionFlagsBits.MentionEveryone) !== 0n;

  const users = collectIds(text, /<@!?(\d+)>/g).filter(
    (id) => world.users.has(id) && (parse.includes('users') || (allowed?.users ?? []).includes(id)),
  );
  const roles = collectIds(text, /<@&(\d+)>/g).filter((id) => {
    const role = guild?.roles.get(id);
    if (role === undefined || !(role.mentionable || mayPingAll)) return false;
    return parse.includes('roles') || (allowed?.roles ?? []).includes(id);
  });
  const pingsReplied = allowed ? allowed.replied_user === true : defaults === 'message';
  if (pingsReplied && input.repliedUserId !== null) users.push(input.repliedUserId);
  return {
    userIds: [...new Set(users)],
    roleIds: roles,
    everyone:
      guild !== undefined && mayPingAll && parse.includes('everyone') && /@(everyone|here)\b/.test(text),
  };
}

const MESSAGE_DEFAULT: readonly string[] = ['users', 'roles', 'everyone'];
const INTERACTION_DEFAULT: readonly string[] = ['users'];

function collectIds(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}
