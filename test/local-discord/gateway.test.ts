import { once } from 'node:events';
import { Events, GatewayIntentBits, GatewayOpcodes, type Client } from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openStage } from './open-stage.ts';

interface Payload {
  readonly op: GatewayOpcodes;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: unknown;
}

/** A bare connection, for what no well-behaved client does. */
class RawConnection {
  readonly received: Payload[] = [];
  readonly #socket: WebSocket;
  readonly #closed: Promise<number>;

  constructor(discord: LocalDiscord, query = '?v=10&encoding=json') {
    this.#socket = new WebSocket(`${discord.gatewayUrl}${query}`);
    this.#socket.on('message', (data: Buffer) => this.received.push(JSON.parse(data.toString()) as Payload));
    this.#closed = once(this.#socket, 'close').then(([code]) => code as number);
  }

  async send(payload: unknown): Promise<void> {
    if (this.#socket.readyState === WebSocket.CONNECTING) await once(this.#socket, 'open');
    this.#socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
  }

  async receive(fits: (payload: Payload) => boolean): Promise<Payload> {
    for (;;) {
      const found = this.received.find(fits);
      if (found !== undefined) return found;
      await once(this.#socket, 'message');
    }
  }

  close(code?: number): void {
    this.#socket.close(code);
  }

  closed(): Promise<number> {
    return this.#closed;
  }
}

const identify = (token: string, intents = 1, more: object = {}) => ({
  op: GatewayOpcodes.Identify,
  d: { token, intents, properties: { os: 'linux', browser: 'raw', device: 'raw' }, ...more },
});
const resume = (token: string, sessionId: unknown, seq: number) => ({
  op: GatewayOpcodes.Resume,
  d: { token, session_id: sessionId, seq },
});

function collect(client: Client): string[] {
  const contents: string[] = [];
  client.on(Events.MessageCreate, (message) => contents.push(message.content));
  return contents;
}

const MENTIONED = { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] };

describe('the gateway and discord.js', () => {
  it.each([
    [
      'drops without a word',
      (discord: LocalDiscord) => {
        discord.dropGateway();
      },
    ],
    [
      'asks to reconnect',
      (discord: LocalDiscord) => {
        discord.requestReconnect();
      },
    ],
    [
      'times the session out',
      (discord: LocalDiscord) => {
        discord.closeGateway(4009);
      },
    ],
  ])('loses no event when the connection %s', async (_, breakIt) => {
    const { discord, logIn, ada, channelId } = await openStage();
    const client = await logIn(MENTIONED);
    const contents = collect(client);
    let readies = 0;
    client.on(Events.ClientReady, () => readies++);
    const say = (content: string) =>
      discord.postMessage({ channelId, authorId: ada, content: `<@${discord.botId}> ${content}` });
    say('before');
    const resumed = once(client, Events.ShardResume);
    const gone = discord.awaitEvent('presence', { where: (event) => !event.online });
    breakIt(discord);
    await gone;
    say('between 1');
    say('between 2');
    await resumed;
    say('after');
    const name = `<@${discord.botId}>`;
    await vi.waitFor(() => {
      expect(contents.at(-1)).toBe(`${name} after`);
    });
    expect(contents).toEqual([`${name} before`, `${name} between 1`, `${name} between 2`, `${name} after`]);
    expect(readies).toBe(0);
  });

  it('lets the client find out by its heartbeat that the connection is dead', async () => {
    const { discord, logIn } = await openStage({ heartbeatIntervalMs: 150 });
    const client = await logIn();
    const resumed = once(client, Events.ShardResume);
    discord.stopHeartbeatAcks();
    await discord.awaitEvent('presence', { where: (event) => !event.online });
    discord.resumeHeartbeatAcks();
    await resumed;
    expect(discord.isBotOnline).toBe(true);
  });

  it('makes the client identify again when the session is invalid', async () => {
    const { discord, logIn, ada, channelId } = await openStage();
    const client = await logIn(MENTIONED);
    const contents = collect(client);
    const ready = once(client, Events.ShardReady);
    discord.invalidateSession();
    discord.postMessage({ channelId, authorId: ada, content: 'lost', mentions: [discord.botId] });
    await ready;
    discord.postMessage({ channelId, authorId: ada, content: 'kept', mentions: [discord.botId] });
    await vi.waitFor(() => {
      expect(contents).toEqual([`<@${discord.botId}> kept`]);
    });
  }, 20_000);
});

describe('the gateway and other clients', () => {
  it('greets, acknowledges heartbeats and introduces itself', async () => {
    const { discord } = await openStage({ heartbeatIntervalMs: 20_000 });
    const raw = new RawConnection(discord);
    const hello = await raw.receive(({ op }) => op === GatewayOpcodes.Hello);
    expect(hello.d).toEqual({ heartbeat_interval: 20_000 });
    await raw.send({ op: GatewayOpcodes.Heartbeat, d: null });
    await raw.receive(({ op }) => op === GatewayOpcodes.HeartbeatAck);
    await raw.send(identify(discord.botToken));
    const ready = await raw.receive(({ t }) => t === 'READY');
    expect(ready).toMatchObject({ s: 1, d: { v: 10, resume_gateway_url: discord.gatewayUrl } });
    await raw.receive(({ t }) => t === 'GUILD_CREATE');
    raw.close();
    await raw.closed();
  });

  it.each([
    [4001, 'an opcode that is none', [{ op: 99, d: null }]],
    [4002, 'something that is no JSON', ['{']],
    [4002, 'a payload that is too large', [JSON.stringify({ op: 1, d: 'x'.repeat(5000) })]],
    [4002, 'an identify without a token', [{ op: 2, d: {} }]],
    [4003, 'something before it identified', [{ op: 3, d: {} }]],
    [4004, 'a wrong token', [identify('wrong')]],
    [4004, 'a wrong token to resume', [resume('wrong', 'x', 1)]],
    [4010, 'a shard that is none', [identify('TOKEN', 1, { shard: [2, 2] })]],
    [4013, 'intents that are none', [identify('TOKEN', 1 << 30)]],
    [4014, 'a privileged intent', [identify('TOKEN', GatewayIntentBits.GuildMembers)]],
    [4005, 'a second identify', [identify('TOKEN'), identify('TOKEN')]],
  ])('closes with %i on %s', async (code, _, payloads) => {
    const { discord } = await openStage();
    const raw = new RawConnection(discord);
    for (const payload of payloads) {
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      await raw.send(text.replace('TOKEN', discord.botToken));
    }
    expect(await raw.closed()).toBe(code);
  });

  it('closes with 4007 on a sequence it never sent', async () => {
    const { discord } = await openStage();
    const first = new RawConnection(discord);
    await first.send(identify(discord.botToken));
    const ready = await first.receive(({ t }) => t === 'READY');
    first.close(4000);
    await first.closed();
    const second = new RawConnection(discord);
    await second.send(resume(discord.botToken, (ready.d as { session_id: string }).session_id, 999));
    expect(await second.closed()).toBe(4007);
  });

  it('lets a client take its session over from a connection that is dead without knowing it', async () => {
    const { discord, ada, channelId } = await openStage();
    const first = new RawConnection(discord);
    await first.send(identify(discord.botToken, GatewayIntentBits.GuildMessages));
    const ready = await first.receive(({ t }) => t === 'READY');
    discord.postMessage({ channelId, authorId: ada, content: 'missed' });
    const second = new RawConnection(discord);
    await second.send(resume(discord.botToken, (ready.d as { session_id: string }).session_id, 1));
    await second.receive(({ t }) => t === 'RESUMED');
    expect(second.received.map(({ t }) => t)).toEqual([null, 'MESSAGE_CREATE', 'RESUMED']);
    expect(await first.closed()).toBe(1006);
    expect(discord.isBotOnline).toBe(true);
    second.close();
    await second.closed();
  });

  it('closes with 4009 on a client without a heartbeat', async () => {
    const { discord } = await openStage({ heartbeatIntervalMs: 40 });
    expect(await new RawConnection(discord).closed()).toBe(4009);
  });

  it('closes with 4008 on a client that sends too much', async () => {
    const { discord } = await openStage();
    const raw = new RawConnection(discord);
    for (let count = 0; count < 121; count++) await raw.send({ op: 1, d: null });
    expect(await raw.closed()).toBe(4008);
  });

  it.each([
    [4012, '?v=9&encoding=json'],
    [4002, '?v=10&encoding=etf'],
    [4002, '?v=10&encoding=json&compress=zlib-stream'],
  ])('closes with %i on %s', async (code, query) => {
    const { discord } = await openStage();
    expect(await new RawConnection(discord, query).closed()).toBe(code);
  });

  it('ends a session that its client closes in good order, or leaves for some minutes', async () => {
    let nowMs = Date.now();
    const { discord } = await openStage({ clock: { now: () => nowMs } });
    for (const [closeCode, waitMs] of [
      [1000, 0],
      [4000, 10 * 60_000],
    ] as const) {
      const first = new RawConnection(discord);
      await first.send(identify(discord.botToken));
      const { session_id: id } = (await first.receive(({ t }) => t === 'READY')).d as { session_id: string };
      const gone = discord.awaitEvent('presence', { where: (event) => !event.online });
      first.close(closeCode);
      await gone;
      nowMs += waitMs;
      const second = new RawConnection(discord);
      await second.send(resume(discord.botToken, id, 1));
      expect((await second.receive(({ op }) => op === GatewayOpcodes.InvalidSession)).d).toBe(false);
      second.close();
      await second.closed();
    }
  });

  it('sends the events of a guild to its own shard only, and direct messages to the first', async () => {
    const { discord, ada, channelId } = await openStage();
    const intents = GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;
    const shards = [0, 1].map((shard) => {
      const raw = new RawConnection(discord);
      void raw.send(identify(discord.botToken, intents, { shard: [shard, 2] }));
      return raw;
    });
    await Promise.all(shards.map((raw) => raw.receive(({ t }) => t === 'READY')));
    const direct = discord.openDirectMessage(ada);
    for (const place of [channelId, direct]) {
      discord.postMessage({ channelId: place, authorId: ada, content: 'x' });
    }
    const own = Number((BigInt(discord.guild.id) >> 22n) % 2n);
    await shards[own]?.receive(
      ({ t, d }) => t === 'MESSAGE_CREATE' && (d as { channel_id: string }).channel_id === channelId,
    );
    await shards[0]?.receive(
      ({ t, d }) => t === 'MESSAGE_CREATE' && (d as { channel_id: string }).channel_id === direct,
    );
    const counts = shards.map((raw) => raw.received.filter(({ t }) => t === 'MESSAGE_CREATE').length);
    expect(counts).toEqual(own === 0 ? [2, 0] : [1, 1]);
  });

  it('refuses WebSockets elsewhere', async () => {
    const { discord } = await openStage();
    const socket = new WebSocket(`${discord.url.replace('http', 'ws')}/elsewhere`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });
});
