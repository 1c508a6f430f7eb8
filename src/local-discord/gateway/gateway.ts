import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { LIMITS } from '../limits.ts';
import { buildGuildCreate } from '../state/build-guild.ts';
import type { World } from '../state/world.ts';
import { GatewayConnection, type ConnectionHost } from './gateway-connection.ts';
import { GatewaySession } from './gateway-session.ts';
import { buildApplicationFlags } from './intents.ts';

/** Path of the WebSocket, beside the REST base. */
export const GATEWAY_PATH = '/gateway';
const API_VERSION = '10';
/** How long a session waits for its client; Discord says "a few minutes". */
const SESSION_RETENTION_MS = 3 * 60_000;

/** An event for the bot. */
export interface Dispatch {
  readonly type: string;
  /** Null for what is not of a guild; it goes to shard 0. */
  readonly guildId: string | null;
  /** The session needs one of these intents; 0 for none. */
  readonly intents: number;
  /** The payload for one session; undefined where it gets none. */
  readonly build: (session: GatewaySession) => unknown;
}

/** The gateway: sessions of the bot, the connections they are on, and faults on demand. */
export class Gateway implements ConnectionHost {
  readonly world: World;
  readonly heartbeatIntervalMs: number;
  acknowledgesHeartbeats = true;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #connections = new Set<GatewayConnection>();
  #identifies = 0;
  #wasOnline = false;

  constructor(world: World, heartbeatIntervalMs: number) {
    this.world = world;
    this.heartbeatIntervalMs = heartbeatIntervalMs;
  }

  get url(): string {
    return `${this.world.url.replace(/^http/, 'ws')}${GATEWAY_PATH}`;
  }

  /** How many times the bot may still identify today. */
  get remainingIdentifies(): number {
    return Math.max(0, LIMITS.gateway.identifiesPerDay - this.#identifies);
  }

  get isOnline(): boolean {
    return [...this.#sessions.values()].some((session) => session.isAttached);
  }

  /** Takes the WebSocket requests of a server that are for the gateway's path; refuses others. */
  attachTo(server: Server, isAllowed: (request: IncomingMessage) => boolean = () => true): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname.replace(/\/$/, '') !== GATEWAY_PATH) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      if (!isAllowed(request)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      this.#server.handleUpgrade(request, socket, head, (webSocket) => {
        if ((url.searchParams.get('v') ?? API_VERSION) !== API_VERSION) {
          webSocket.close(GatewayCloseCodes.InvalidAPIVersion, 'Invalid API version.');
          return;
        }
        if (url.searchParams.has('compress') || (url.searchParams.get('encoding') ?? 'json') !== 'json') {
          webSocket.close(GatewayCloseCodes.DecodeError, 'local-discord speaks uncompressed JSON only.');
          return;
        }
        const connection = new GatewayConnection(this, webSocket);
        this.#connections.add(connection);
        webSocket.on('close', () => this.#connections.delete(connection));
      });
    });
  }

  /** Sends an event to every session that it concerns. */
  dispatch({ type, guildId, intents, build }: Dispatch): void {
    for (const session of this.#sessions.values()) {
      if (this.#isExpired(session)) this.endSession(session);
      else if (intents === 0 || (session.intents & intents) !== 0) {
        if (!isOnShard(guildId, session.shard)) continue;
        const data = build(session);
        if (data !== undefined) session.dispatch(type, data);
      }
    }
  }

  openSession(intents: number, shard: readonly [number, number]): GatewaySession {
    this.#identifies += 1;
    const session = new GatewaySession(randomBytes(16).toString('hex'), intents, shard);
    this.#sessions.set(session.id, session);
    return session;
  }

  findSession(id: string): GatewaySession | undefined {
    const session = this.#sessions.get(id);
    return session === undefined || this.#isExpired(session) ? undefined : session;
  }

  endSession(session: GatewaySession): void {
    this.#sessions.delete(session.id);
  }

  releaseSession(session: GatewaySession): void {
    for (const connection of this.#connections) {
      if (connection.session !== session) continue;
      connection.forgetSession();
      connection.drop();
    }
  }

  welcome(session: GatewaySession): void {
    const { world } = this;
    const guilds = [...world.guilds.values()].filter((guild) => isOnShard(guild.id, session.shard));
    session.dispatch('READY', {
      v: Number(API_VERSION),
      user: { ...world.bot.user, verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      private_channels: [],
      session_id: session.id,
      resume_gateway_url: this.url,
      shard: session.shard,
      application: { id: world.applicationId, flags: buildApplicationFlags(world.privilegedIntents) },
    });
    if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of guilds) session.dispatch('GUILD_CREATE', buildGuildCreate(world, guild));
  }

  noticePresence(): void {
    const online = this.isOnline;
    if (online === this.#wasOnline) return;
    this.#wasOnline = online;
    this.world.events.emit('presence', { online });
  }

  /** Breaks every connection without a word; the sessions can be resumed. */
  drop(): void {
    for (const connection of this.#connections) connection.drop();
  }

  /** Closes every connection with a code. */
  closeConnections(code: number, reason: string): void {
    for (const connection of this.#connections) connection.close(code, reason);
  }

  /** Asks every client to reconnect and resume. */
  requestReconnect(): void {
    for (const connection of this.#connections) connection.send(GatewayOpcodes.Reconnect, null);
  }

  /** Ends every session: clients have to identify again, and what they missed is lost. */
  invalidateSessions(): void {
    this.#sessions.clear();
    for (const connection of this.#connections) {
      connection.forgetSession();
      connection.send(GatewayOpcodes.InvalidSession, false);
    }
    this.noticePresence();
  }

  /** Ends everything; clients see code 1001. */
  close(): void {
    this.closeConnections(1001, 'Going away.');
    this.#sessions.clear();
    this.#server.close();
    for (const client of this.#server.clients) client.terminate();
  }

  #isExpired(session: GatewaySession): boolean {
    const { detachedAtMs } = session;
    return detachedAtMs !== null && this.world.clock.now() - detachedAtMs > SESSION_RETENTION_MS;
  }
}

/** Discord's own rule for which shard a guild is on (events/gateway.mdx, Sharding). */
function isOnShard(guildId: string | null, [shard, count]: readonly [number, number]): boolean {
  return guildId === null ? shard === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
}
