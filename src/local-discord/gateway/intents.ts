import { ApplicationFlags, GatewayIntentBits } from 'discord-api-types/v10';
import type { PrivilegedIntents } from '../state/world.ts';

/** Every intent that Discord has. */
export const ALL_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (sum, bit) => (typeof bit === 'number' ? sum | bit : sum),
  0,
);

/** Close code for the intents of an identify: 4013 for bits that are none, 4014 for a privileged one not switched on. */
export function checkIntents(intents: number, privileged: PrivilegedIntents): 4013 | 4014 | null {
  if (!Number.isInteger(intents) || intents < 0 || (intents & ~ALL_INTENTS) !== 0) return 4013;
  const refused =
    (privileged.messageContent ? 0 : GatewayIntentBits.MessageContent) |
    (privileged.guildMembers ? 0 : GatewayIntentBits.GuildMembers) |
    (privileged.presences ? 0 : GatewayIntentBits.GuildPresences);
  return (intents & refused) === 0 ? null : 4014;
}

/** The flags by which an application shows which privileged intents it has. */
export function buildApplicationFlags(privileged: PrivilegedIntents): number {
  return (
    (privileged.messageContent ? ApplicationFlags.GatewayMessageContentLimited : 0) |
    (privileged.guildMembers ? ApplicationFlags.GatewayGuildMembersLimited : 0) |
    (privileged.presences ? ApplicationFlags.GatewayPresenceLimited : 0)
  );
}
