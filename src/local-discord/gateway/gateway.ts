import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { LIMITS } from '../limits.ts';
import type { World } from '../state/world.ts';
import { GatewayConnection, type ConnectionHost } from './gateway-connection.ts';
import { type GatewayClient, GatewaySession } from './gateway-session.ts';
import { isOnShard } from './is-on-shard.ts';
import { welcomeBot } from './welcome-bot.ts';
import { welcomePerson } from './welcome-person.ts';

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

/** The gateway: sessions of the bot and of people, the connections they are on, and faults on demand, for the bot only. */
export class Gateway implements ConnectionHost {
  readonly world: World;
  readonly heartbeatIntervalMs: number;
  acknowledgesHeartbeats = true;
  /** While false, whoever connects is cut off at once. */
  isReachable = true;
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

  /** Its address by another host, e.g. `localhost:3000`. */
  locate(host: string): string {
    return `ws://${host}${GATEWAY_PATH}`;
  }

  /** How many times the bot may still identify today. */
  get remainingIdentifies(): number {
    return Math.max(0, LIMITS.gateway.identifiesPerDay - this.#identifies);
  }

  /** New sessions that the bot began. */
  get identifies(): number {
    return this.#identifies;
  }

  get isOnline(): boolean {
    return [...this.#sessions.values()].some((session) => session.isAttached && !session.isOfPerson);
  }

  /** Takes the WebSocket requests of a server that are for the gateway's path; refuses others. */
  attachTo(server: Server, isAllowed: (request: IncomingMessage) => boolean = () => true): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const url = new URL(`http://localhost/${(request.url ?? '').replace(/^\/+/, '')}`);
      if (url.pathname.replace(/\/$/, '') !== GATEWAY_PATH) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      if (!this.isReachable) {
        socket.destroy();
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
        const connection = new GatewayConnection(this, webSocket, request.headers.host ?? '');
        this.#connections.add(connection);
        webSocket.on('close', () => this.#connections.delete(connection));
      });
    });
  }

  /** Sends an event to every session of the bot that it concerns. */
  dispatch({ type, guildId, intents, build }: Dispatch): void {
    for (const session of this.#listSessions()) {
      const { intents: wanted, shard } = session.client;
      if (session.isOfPerson || !isOnShard(guildId, shard)) continue;
      if (intents !== 0 && (wanted & intents) === 0) continue;
      const data = build(session);
      if (data !== undefined) session.dispatch(type, data);
    }
  }

  /** Sends an event to the sessions of people's clients; undefined from `build` passes one over. */
  dispatchToPeople(type: string, build: (client: GatewayClient) => unknown): void {
    for (const session of this.#listSessions()) {
      if (!session.isOfPerson) continue;
      const data = build(session.client);
      if (data !== undefined) session.dispatch(type, data);
    }
  }

  openSession(client: GatewayClient): GatewaySession {
    const session = new GatewaySession(randomBytes(16).toString('hex'), client, this.world.bot.user.id);
    if (!session.isOfPerson) this.#identifies += 1;
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
    if (session.isOfPerson)
      welcomePerson(this.world, session, this.locate(session.client.host), this.isOnline);
    else welcomeBot(this.world, session, this.url);
  }

  noticePresence(): void {
    const online = this.isOnline;
    if (online === this.#wasOnline) return;
    this.#wasOnline = online;
    this.world.events.emit('presence', { online });
  }

  /** Breaks the bot's connections without a word; the sessions can be resumed. */
  drop(): void {
    for (const connection of this.#listBotConnections()) connection.drop();
  }

  /** Makes zombies of the bot's connections: neither events nor answers to heartbeats come over them any more. */
  silence(): void {
    for (const connection of this.#listBotConnections()) connection.silence();
  }

  /** Closes the bot's connections with a code. */
  closeConnections(code: number, reason: string): void {
    for (const connection of this.#listBotConnections()) connection.close(code, reason);
  }

  /** Asks the bot to reconnect and resume. */
  requestReconnect(): void {
    for (const connection of this.#listBotConnections()) connection.send(GatewayOpcodes.Reconnect, null);
  }

  /** Ends the bot's sessions: it has to identify again, and what it missed is lost. */
  invalidateSessions(): void {
    const connections = this.#listBotConnections();
    for (const session of this.#listSessions()) if (!session.isOfPerson) this.endSession(session);
    for (const connection of connections) {
      connection.forgetSession();
      connection.send(GatewayOpcodes.InvalidSession, false);
    }
    this.noticePresence();
  }

  /** Ends everything; clients see code 1001. */
  close(): void {
    for (const connection of this.#connections) connection.close(1001, 'Going away.');
    this.#sessions.clear();
    this.#server.close();
    for (const client of this.#server.clients) client.terminate();
  }

  /** Those that are not over; others are forgotten. */
  #listSessions(): readonly GatewaySession[] {
    for (const session of this.#sessions.values()) if (this.#isExpired(session)) this.endSession(session);
    return [...this.#sessions.values()];
  }

  #listBotConnections(): readonly GatewayConnection[] {
    return [...this.#connections].filter(({ session }) => session?.isOfPerson === false);
  }

  #isExpired(session: GatewaySession): boolean {
    const { detachedAtMs } = session;
    return detachedAtMs !== null && this.world.clock.now() - detachedAtMs > SESSION_RETENTION_MS;
  }
}
