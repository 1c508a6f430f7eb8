import { GatewayOpcodes } from 'discord-api-types/v10';

/** Most events kept for a client that may come back; one that missed more has to start anew. Ours, not Discord's. */
const KEPT_EVENTS = 2000;

interface SentEvent {
  readonly sequence: number;
  readonly payload: string;
}

/** What a client identified as. */
export interface GatewayClient {
  /** The bot's id, or a person's. */
  readonly userId: string;
  /** All of them for a person's client, which is not asked. */
  readonly intents: number;
  /** Its number and how many there are. */
  readonly shard: readonly [number, number];
  /** Host and port that its connection came by, e.g. `localhost:3000`. */
  readonly host: string;
}

/** What a client identified as, and the events it was sent, so that it can resume after its connection breaks. */
export class GatewaySession {
  readonly id: string;
  readonly client: GatewayClient;
  /** Whether it is of a person's client, not of the bot. */
  readonly isOfPerson: boolean;
  /** When the connection broke; null while there is one. */
  detachedAtMs: number | null = null;
  #sequence = 0;
  #forgotten = 0;
  #sent: SentEvent[] = [];
  #send: ((payload: string) => void) | null = null;

  constructor(id: string, client: GatewayClient, botId: string) {
    this.id = id;
    this.client = client;
    this.isOfPerson = client.userId !== botId;
  }

  /** Sequence number of the last event. */
  get sequence(): number {
    return this.#sequence;
  }

  get isAttached(): boolean {
    return this.#send !== null;
  }

  attach(send: (payload: string) => void): void {
    this.#send = send;
    this.detachedAtMs = null;
  }

  detach(nowMs: number): void {
    this.#send = null;
    this.detachedAtMs = nowMs;
  }

  /** Sends an event, or keeps it for when the client is back. */
  dispatch(type: string, data: unknown): void {
    this.#sequence += 1;
    const payload = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: type, s: this.#sequence, d: data });
    this.#sent.push({ sequence: this.#sequence, payload });
    if (this.#sent.length > KEPT_EVENTS) this.acknowledge(this.#sequence - KEPT_EVENTS);
    this.#send?.(payload);
  }

  /** Forgets what the client says it has. */
  acknowledge(sequence: number): void {
    if (sequence <= this.#forgotten || sequence > this.#sequence) return;
    this.#forgotten = sequence;
    this.#sent = this.#sent.filter((event) => event.sequence > sequence);
  }

  /** Whether everything after `sequence` is still here. */
  canReplayAfter(sequence: number): boolean {
    return sequence >= this.#forgotten;
  }

  /** Sends again everything after `sequence`. */
  replayAfter(sequence: number): void {
    for (const event of this.#sent) if (event.sequence > sequence) this.#send?.(event.payload);
  }
}
