import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { FootnoteError } from '../errors.ts';
import { systemClock } from './clock.ts';
import { createToken } from './create-token.ts';
import { forwardEvents } from './gateway/forward-events.ts';
import { forwardToPeople } from './gateway/forward-to-people.ts';
import { Gateway } from './gateway/gateway.ts';
import { LocalDiscord } from './local-discord.ts';
import { DEFAULT_OPTIONS, type GuildSeed, type LocalDiscordOptions } from './options.ts';
import { FaultPlan } from './routes/faults.ts';
import { RateLimiter } from './routes/rate-limiter.ts';
import { createRestApp } from './routes/rest-app.ts';
import { createGuild, createTextChannel, createUser } from './state/settle-world.ts';
import { World } from './state/world.ts';

/** Loopback only: this Discord knows no TLS and trusts who reaches it. */
const HOST = '127.0.0.1';

/**
 * Starts a Discord on this machine, for the unmodified client of a bot: give it `restBase` as its API and `botToken`
 * as its token. Throws a `FootnoteError` when the port is taken. Close it when done.
 */
export async function startLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const settings = { ...DEFAULT_OPTIONS, clock: systemClock, ...options };
  const guilds: readonly GuildSeed[] = settings.guilds;
  const world = new World({ ...settings, botToken: settings.token ?? createToken() });
  for (const seed of guilds) {
    const guild = createGuild(world, seed.name, seed);
    for (const channel of seed.channels ?? ['general']) {
      if (typeof channel === 'string') createTextChannel(world, guild.id, channel);
      else createTextChannel(world, guild.id, channel.name, channel.topic ?? null);
    }
  }
  for (const seed of settings.users) createUser(world, seed);

  const gateway = new Gateway(world, settings.heartbeatIntervalMs);
  const faults = new FaultPlan();
  const rateLimiter = new RateLimiter(settings.rateLimit, settings.clock);
  const app = createRestApp({ world, gateway, faults, rateLimiter });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  gateway.attachTo(server);
  forwardEvents(world, gateway);
  forwardToPeople(world, gateway);
  await listen(server, settings.port);
  const { port } = server.address() as AddressInfo;
  world.url = `http://${HOST}:${port}`;
  return new LocalDiscord({ world, gateway, faults, server, fetch: app.fetch });
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, HOST);
    await once(server, 'listening');
  } catch (cause) {
    const message = `Local Discord cannot listen on ${HOST}:${port}; stop what uses that port, or choose another.`;
    throw new FootnoteError(message, { code: 'config-invalid', cause });
  }
}
