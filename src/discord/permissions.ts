import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

const NAMES = [
  ['ViewChannel', 'View Channel'],
  ['SendMessages', 'Send Messages'],
  ['SendMessagesInThreads', 'Send Messages in Threads'],
  ['EmbedLinks', 'Embed Links'],
  ['ReadMessageHistory', 'Read Message History'],
] as const satisfies readonly (readonly [keyof typeof PermissionFlagsBits, string])[];

/**
 * The permissions that a reply needs and the bot lacks, by the names in Discord's settings. In a thread "Send
 * Messages" has no effect [topics/threads#permissions]; a message that refers to another needs its history
 * [resources/message#create-message].
 */
export function findMissingPermissions(
  permissions: Readonly<PermissionsBitField>,
  where: { readonly isThread: boolean; readonly refersToMessage: boolean },
): readonly string[] {
  const irrelevant = new Set<string>([
    where.isThread ? 'SendMessages' : 'SendMessagesInThreads',
    ...(where.refersToMessage ? [] : ['ReadMessageHistory']),
  ]);
  return NAMES.filter(([flag]) => !irrelevant.has(flag) && !permissions.has(PermissionFlagsBits[flag])).map(
    ([, name]) => name,
  );
}

/** What is missing, in a sentence for the asker. */
export function renderMissingPermissions(missing: readonly string[], channelName: string): string {
  const names = missing.map((name) => `“${name}”`).join(', ');
  return `I cannot answer in ${channelName}: I lack the permission ${names} there. Someone who manages the server can give it to me.`;
}
