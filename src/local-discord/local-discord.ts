import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Gateway } from './gateway/gateway.ts';
import { awaitEvent, type AwaitEventOptions } from './people/await-event.ts';
import { changeBotPermissions } from './people/change-permissions.ts';
import { People } from './people/people.ts';
import type { FaultAnswer, FaultPlan } from './routes/faults.ts';
import { REST_PATH } from './routes/rest-app.ts';
import type { WorldEvents } from './state/world-events.ts';
import type { PrivilegedIntents, World } from './state/world.ts';

/** What a {@link LocalDiscord} is made of. */
export interface LocalDiscordParts {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: FaultPlan;
  readonly server: Server;
  /** Answers REST requests. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/**
 * A Discord on loopback. Its own methods, with those of {@link People}, are the people's side; the bot's side is HTTP
 * and WebSocket, at `restBase` and `gatewayUrl`. It can be given faults that the real one has on bad days.
 */
export class LocalDiscord extends People {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #faults: FaultPlan;
  readonly #server: Server;
  readonly #fetch: LocalDiscordParts['fetch'];
  #closing: Promise<void> | null = null;

  constructor({ world, gateway, faults, server, fetch }: LocalDiscordParts) {
    super(world);
    this.#world = world;
    this.#gateway = gateway;
    this.#faults = faults;
    this.#server = server;
    this.#fetch = fetch;
  }

  /** Where it listens, e.g. `http://127.0.0.1:4000`. */
  get url(): string {
    return this.#world.url;
  }

  /** What the bot's client takes as its API: `rest: { api: restBase }` in discord.js. */
  get restBase(): string {
    return `${this.#world.url}${REST_PATH}`;
  }

  get gatewayUrl(): string {
    return this.#gateway.url;
  }

  get botToken(): string {
    return this.#world.botToken;
  }

  get applicationId(): string {
    return this.#world.applicationId;
  }

  /** Id of the bot's user; the same as the application's. */
  get botId(): string {
    return this.#world.bot.user.id;
  }

  /** Whether the bot is on the gateway. */
  get isBotOnline(): boolean {
    return this.#gateway.isOnline;
  }

  /** New sessions (identifies) that the bot began since this Discord was started; the real one allows 1,000 a day. */
  get identifies(): number {
    return this.#gateway.identifies;
  }

  /** A token with which a person's client speaks to this Discord; no other token of theirs ends. */
  createUserToken(userId: string): string {
    return this.#world.createUserToken(userId);
  }

  /** Answers a REST request that came to another server, e.g. one that serves a client of its own origin. */
  fetch(request: Request): Response | Promise<Response> {
    return this.#fetch(request);
  }

  /** Takes the WebSocket requests of another server to the gateway's path, where `isAllowed`; refuses its others. */
  attachGateway(server: Server, isAllowed: (request: IncomingMessage) => boolean): void {
    this.#gateway.attachTo(server, isAllowed);
  }

  /** What happens, as it happens. Ephemeral messages name their only viewer in `viewerId`. */
  get events(): World['events'] {
    return this.#world.events;
  }

  /** Waits for the next event that fits. Throws after `timeoutMs` (10_000 unless told). */
  awaitEvent<Name extends keyof WorldEvents>(
    name: Name,
    options: AwaitEventOptions<Name> = {},
  ): Promise<WorldEvents[Name][0]> {
    return awaitEvent(this.#world, name, options);
  }

  /** Ends connections, timers and the server. Calling it again waits for the same end. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#world.events.emit('closed');
    this.#world.timers.clear();
    this.#gateway.close();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    this.#world.events.removeAllListeners();
  }

  /** Takes permissions (bits) from the bot in one text channel and its threads. */
  revokeBotPermissions(channelId: string, permissions: bigint): void {
    changeBotPermissions(this.#world, channelId, { deny: permissions });
  }

  /** Gives permissions (bits) to the bot in one text channel and its threads. */
  grantBotPermissions(channelId: string, permissions: bigint): void {
    changeBotPermissions(this.#world, channelId, { allow: permissions });
  }

  /** The switches of the app's settings; they are read when the bot logs in. */
  setPrivilegedIntents(intents: PrivilegedIntents): void {
    this.#world.privilegedIntents = intents;
  }

  /** Breaks the gateway's connections without a word; sessions can be resumed. */
  dropGateway(): void {
    this.#gateway.drop();
  }

  /** With false, breaks the gateway's connections and cuts off whoever connects, until it is called with true. */
  setGatewayReachable(isReachable: boolean): void {
    this.#gateway.isReachable = isReachable;
    if (!isReachable) this.#gateway.drop();
  }

  /** Asks the bot to reconnect and resume. */
  requestReconnect(): void {
    this.#gateway.requestReconnect();
  }

  /** Declares the bot's sessions invalid: it has to identify again, and what it missed is lost. */
  invalidateSession(): void {
    this.#gateway.invalidateSessions();
  }

  /** Leaves heartbeats without an answer, as a dead connection does, until `resumeHeartbeatAcks`. */
  stopHeartbeatAcks(): void {
    this.#gateway.acknowledgesHeartbeats = false;
  }

  resumeHeartbeatAcks(): void {
    this.#gateway.acknowledgesHeartbeats = true;
  }

  /** Makes zombies of the gateway's connections: no event and no answer to a heartbeat comes; new ones are whole. */
  silenceGateway(): void {
    this.#gateway.silence();
  }

  /** Closes the gateway's connections with a close code, e.g. 4009. */
  closeGateway(code: number, reason = ''): void {
    this.#gateway.closeConnections(code, reason);
  }

  /**
   * Answers the next request of a route, or of any of several, with this status instead, e.g.
   * `answerNext('POST /channels/:id/messages', 500)`; a `:name` fits anything. With 429 the answer says when to try again.
   */
  answerNext(
    routes: string | readonly string[],
    status: number,
    details: Omit<FaultAnswer, 'status'> = {},
  ): void {
    this.#faults.plan(routes, { ...details, status });
  }

  /** Takes back what `answerNext` planned and no request has met. */
  forgetPlannedAnswers(): void {
    this.#faults.forget();
  }

  /** Holds every request of the bot for so long before it is looked at; 0 ends it. */
  delayResponses(delayMs: number): void {
    this.#faults.delayMs = delayMs;
  }
}
