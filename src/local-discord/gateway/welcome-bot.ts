import { GatewayIntentBits } from 'discord-api-types/v10';
import { buildGuildCreate } from '../state/build-guild.ts';
import { buildOwnUser } from '../state/build-own-user.ts';
import { listGuildsOf } from '../state/list-guilds-of.ts';
import type { World } from '../state/world.ts';
import type { GatewaySession } from './gateway-session.ts';
import { buildApplicationFlags } from './intents.ts';
import { isOnShard } from './is-on-shard.ts';

/** What a bot is told first: READY, then its guilds one by one. */
export function welcomeBot(world: World, session: GatewaySession, gatewayUrl: string): void {
  const { shard, intents } = session.client;
  const guilds = listGuildsOf(world, world.bot).filter((guild) => isOnShard(guild.id, shard));
  session.dispatch('READY', {
    v: 10,
    user: buildOwnUser(world.bot),
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    private_channels: [],
    session_id: session.id,
    resume_gateway_url: gatewayUrl,
    shard,
    application: { id: world.applicationId, flags: buildApplicationFlags(world.privilegedIntents) },
  });
  if ((intents & GatewayIntentBits.Guilds) === 0) return;
  for (const guild of guilds) session.dispatch('GUILD_CREATE', buildGuildCreate(world, guild));
}
