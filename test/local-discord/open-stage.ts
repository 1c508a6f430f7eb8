import { Client, Events, GatewayIntentBits, Partials, type ClientOptions } from 'discord.js';
import { afterEach, expect } from 'vitest';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import type { LocalDiscordOptions } from '../../src/local-discord/options.ts';
import { startLocalDiscord } from '../../src/local-discord/start-local-discord.ts';

/** A local Discord with two people in it, and the real discord.js client to log in to it. */
export interface Stage {
  readonly discord: LocalDiscord;
  readonly ada: string;
  readonly ben: string;
  /** The one channel. */
  readonly channelId: string;
  /** Logs a client in and waits until it is ready. */
  readonly logIn: (options?: Partial<ClientOptions>) => Promise<Client<true>>;
  /** A request as the bot, without a client that would mend or hide anything. */
  readonly request: (method: string, path: string, body?: unknown, token?: string) => Promise<RestAnswer>;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

const open: { discord: LocalDiscord; clients: Client[]; faults: unknown[] }[] = [];

afterEach(async () => {
  for (const { discord, clients, faults } of open.splice(0)) {
    await Promise.all(clients.map((client) => client.destroy()));
    await discord.close();
    expect(faults).toEqual([]);
  }
});

/** Opens a stage; it is taken down after the test, which fails if local Discord had a fault of its own. */
export async function openStage(options: LocalDiscordOptions = {}): Promise<Stage> {
  const discord = await startLocalDiscord({
    users: [{ name: 'Ada' }, { name: 'Ben', locale: 'de' }],
    ...options,
  });
  const clients: Client[] = [];
  const faults: unknown[] = [];
  discord.events.on('internalError', (error) => faults.push(error));
  open.push({ discord, clients, faults });
  return {
    discord,
    ada: findUser(discord, 'Ada'),
    ben: findUser(discord, 'Ben'),
    channelId: discord.listChannels()[0]?.id ?? '',
    async logIn(clientOptions = {}) {
      const client = createClient(discord, clientOptions);
      clients.push(client);
      const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
      await client.login(discord.botToken);
      return ready;
    },
    async request(method, path, body, token = discord.botToken) {
      const response = await fetch(`${discord.restBase}/v10${path}`, {
        method,
        headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed: unknown = text === '' ? {} : JSON.parse(text);
      return { status: response.status, headers: response.headers, body: parsed as RestAnswer['body'] };
    },
  };
}

/** A client as a bot makes it, except for where Discord is. */
export function createClient(discord: LocalDiscord, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: INTENTS,
    partials: [Partials.Channel],
    ...options,
    rest: { api: discord.restBase, ...options.rest },
  });
}

function findUser(discord: LocalDiscord, name: string): string {
  return discord.listUsers().find((user) => user.global_name === name)?.id ?? '';
}
