import { buildChannel } from '../state/build-channel.ts';
import { buildGuildForPerson } from '../state/build-guild-for-person.ts';
import { buildOwnUser } from '../state/build-own-user.ts';
import { listDirectChannels } from '../state/direct-channels.ts';
import { listGuildsOf } from '../state/list-guilds-of.ts';
import type { World } from '../state/world.ts';
import type { GatewaySession } from './gateway-session.ts';

/** What a person's client is told first: READY, with everything in it. */
export function welcomePerson(
  world: World,
  session: GatewaySession,
  gatewayUrl: string,
  isBotOnline: boolean,
): void {
  const { userId } = session.client;
  const person = world.users.get(userId);
  if (person === undefined) return;
  session.dispatch('READY', {
    v: 10,
    user: buildOwnUser(person),
    guilds: listGuildsOf(world, person).map((guild) =>
      buildGuildForPerson(world, guild, userId, isBotOnline),
    ),
    private_channels: listDirectChannels(world, userId).map((channel) =>
      buildChannel(world, channel, userId),
    ),
    users: [world.bot.user],
    relationships: [],
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: gatewayUrl,
  });
}
