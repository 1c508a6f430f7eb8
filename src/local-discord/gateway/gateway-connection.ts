import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import type { World } from '../state/world.ts';
import type { GatewayClient, GatewaySession } from './gateway-session.ts';
import { ALL_INTENTS, checkIntents } from './intents.ts';

/** What a connection needs of the gateway it belongs to. */
export interface ConnectionHost {
  readonly world: World;
  readonly heartbeatIntervalMs: number;
  /** Whether the bot's heartbeats are answered; those of others always are. */
  readonly acknowledgesHeartbeats: boolean;
  openSession(client: GatewayClient): GatewaySession;
  findSession(id: string): GatewaySession | undefined;
  endSession(session: GatewaySession): void;
  /** Takes a session from the connection that holds it, if there is one. */
  releaseSession(session: GatewaySession): void;
  welcome(session: GatewaySession): void;
  /** The connection has a session, or has it no more. */
  noticePresence(): void;
}

/** A client that misses this many heartbeat intervals is cut off. Ours, not Discord's. */
const HEARTBEAT_TOLERANCE = 2;

/** Stands for an opcode that is none: clients never send a hello. */
const UNKNOWN_OPCODE = GatewayOpcodes.Hello;

const payloadSchema = z.object({ op: z.enum(GatewayOpcodes).catch(UNKNOWN_OPCODE), d: z.unknown() });
const identifySchema = z.object({
  token: z.string(),
  intents: z.number().optional(),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
});
const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

/** One WebSocket of a client: hello, then identify or resume, then heartbeats. */
export class GatewayConnection {
  readonly #host: ConnectionHost;
  readonly #socket: WebSocket;
  /** Host and port that it came by. */
  readonly #door: string;
  #session: GatewaySession | null = null;
  #isSilent = false;
  #cancelWatch: () => void = () => undefined;
  #windowStartMs = 0;
  #sendsInWindow = 0;

  constructor(host: ConnectionHost, socket: WebSocket, door: string) {
    this.#host = host;
    this.#socket = socket;
    this.#door = door;
    socket.on('message', (data) => {
      this.#receive(data);
    });
    socket.on('close', (code) => {
      this.#leave(code);
    });
    socket.on('error', () => {
      socket.terminate();
    });
    this.send(GatewayOpcodes.Hello, { heartbeat_interval: host.heartbeatIntervalMs });
    this.#watchHeartbeat();
  }

  get session(): GatewaySession | null {
    return this.#session;
  }

  send(op: GatewayOpcodes, data: unknown): void {
    this.#socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
  }

  close(code: number, reason = ''): void {
    this.#socket.close(code, reason);
  }

  /** From now on nothing comes over it, as over a connection that is dead and not known to be; events are kept. */
  silence(): void {
    this.#isSilent = true;
  }

  /** Breaks the connection without a word, as a network does. */
  drop(): void {
    this.#socket.terminate();
  }

  #receive(data: RawData): void {
    const text = rawToText(data);
    if (text.length > LIMITS.gateway.payloadBytes) {
      this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      return;
    }
    if (this.#isTooFast()) {
      this.close(GatewayCloseCodes.RateLimited, 'Rate limited.');
      return;
    }
    const payload = parseJson(payloadSchema, text);
    if (payload === null) this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
    else this.#handle(payload.op, payload.d);
  }

  #handle(op: GatewayOpcodes, data: unknown): void {
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        this.#beat(data);
        break;
      case GatewayOpcodes.Identify:
        this.#identify(data);
        break;
      case GatewayOpcodes.Resume:
        this.#resume(data);
        break;
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
      case GatewayOpcodes.RequestGuildMembers:
        if (this.#session === null) this.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
        break;
      default:
        this.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
    }
  }

  #beat(data: unknown): void {
    if (typeof data === 'number') this.#session?.acknowledge(data);
    this.#watchHeartbeat();
    const isLeftAlone = !this.#host.acknowledgesHeartbeats && this.#session?.isOfPerson !== true;
    if (!isLeftAlone && !this.#isSilent) this.send(GatewayOpcodes.HeartbeatAck, null);
  }

  #identify(data: unknown): void {
    if (this.#session !== null) {
      this.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
      return;
    }
    const identify = identifySchema.safeParse(data);
    if (!identify.success) {
      this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      return;
    }
    const { token, intents, shard = [0, 1] as [number, number] } = identify.data;
    const { world } = this.#host;
    const userId = this.#findUser(token);
    if (userId === undefined) {
      this.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    if (userId !== world.bot.user.id) {
      this.#begin({ userId, intents: ALL_INTENTS, shard: [0, 1], host: this.#door });
      return;
    }
    if (intents === undefined) {
      this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      return;
    }
    if (shard[0] >= shard[1]) {
      this.close(GatewayCloseCodes.InvalidShard, 'Invalid shard.');
      return;
    }
    const refusal = checkIntents(intents, world.privilegedIntents);
    if (refusal !== null) {
      this.close(refusal, refusal === 4014 ? 'Disallowed intent(s).' : 'Invalid intent(s).');
      return;
    }
    this.#begin({ userId, intents, shard, host: this.#door });
  }

  #begin(client: GatewayClient): void {
    const session = this.#host.openSession(client);
    this.#attach(session);
    this.#host.welcome(session);
  }

  #resume(data: unknown): void {
    if (this.#session !== null) {
      this.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
      return;
    }
    const resume = resumeSchema.safeParse(data);
    if (!resume.success) {
      this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      return;
    }
    const { token, session_id: id, seq } = resume.data;
    const userId = this.#findUser(token);
    if (userId === undefined) {
      this.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    const found = this.#host.findSession(id);
    const session = found?.client.userId === userId ? found : undefined;
    if (session !== undefined && seq > session.sequence) {
      this.close(GatewayCloseCodes.InvalidSeq, 'Invalid seq.');
      return;
    }
    if (!session?.canReplayAfter(seq)) {
      this.send(GatewayOpcodes.InvalidSession, false);
      return;
    }
    // The client may be back before its old connection is known to be dead.
    this.#host.releaseSession(session);
    this.#attach(session);
    session.replayAfter(seq);
    session.dispatch('RESUMED', {});
  }

  #attach(session: GatewaySession): void {
    this.#session = session;
    session.attach((payload) => {
      if (!this.#isSilent) this.#socket.send(payload);
    });
    this.#host.noticePresence();
  }

  /** Gives up the session, e.g. because it was declared invalid. */
  forgetSession(): void {
    this.#session = null;
  }

  #leave(code: number): void {
    this.#cancelWatch();
    const session = this.#session;
    this.#session = null;
    if (session === null) return;
    session.detach(this.#host.world.clock.now());
    // Going away with 1000 or 1001 ends the session (events/gateway.mdx, Initiating a Disconnect).
    if (code === 1000 || code === 1001) this.#host.endSession(session);
    this.#host.noticePresence();
  }

  #watchHeartbeat(): void {
    this.#cancelWatch();
    const { world, heartbeatIntervalMs } = this.#host;
    this.#cancelWatch = world.timers.start(heartbeatIntervalMs * HEARTBEAT_TOLERANCE, () => {
      this.close(GatewayCloseCodes.SessionTimedOut, 'Session timed out.');
    });
  }

  /** Whose token it is. */
  #findUser(token: string): string | undefined {
    const { world } = this.#host;
    if (token.replace(/^Bot /, '') === world.botToken) return world.bot.user.id;
    return world.findPerson(token)?.user.id;
  }

  #isTooFast(): boolean {
    const nowMs = this.#host.world.clock.now();
    if (nowMs - this.#windowStartMs >= LIMITS.gateway.sendWindowMs) {
      this.#windowStartMs = nowMs;
      this.#sendsInWindow = 0;
    }
    this.#sendsInWindow += 1;
    return this.#sendsInWindow > LIMITS.gateway.sendsPerWindow;
  }
}

function rawToText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}

function parseJson<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
