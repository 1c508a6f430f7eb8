import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import type { RestAnswer } from './open-stage.ts';

/** A dispatch of the gateway. */
export interface Dispatched {
  readonly t: string;
  readonly s: number;
  readonly d: Readonly<Record<string, unknown>>;
}

interface Frame {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: unknown;
}

/** A person's client, as plain as can be: it mends nothing and hides nothing. */
export class PersonClient {
  readonly token: string;
  readonly frames: Frame[] = [];
  closeCode: number | null = null;
  readonly #discord: LocalDiscord;
  readonly #gatewayUrl: string;
  #socket: WebSocket | null = null;
  #wake: () => void = () => undefined;

  constructor(discord: LocalDiscord, token: string, gatewayUrl = discord.gatewayUrl) {
    this.#discord = discord;
    this.#gatewayUrl = gatewayUrl;
    this.token = token;
  }

  get dispatches(): readonly Dispatched[] {
    return this.frames.filter((frame): frame is Dispatched & Frame => frame.op === 0);
  }

  async request(method: string, path: string, body?: unknown): Promise<RestAnswer> {
    const response = await fetch(`${this.#discord.restBase}/v10${path}`, {
      method,
      headers: { Authorization: this.token, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed as RestAnswer['body'] };
  }

  /** Opens a connection and says hello with `payload`: an identify unless told otherwise. */
  connect(payload: object = { op: 2, d: { token: this.token, properties: {} } }): void {
    const socket = new WebSocket(`${this.#gatewayUrl}/?v=10&encoding=json`);
    this.#socket = socket;
    this.frames.length = 0;
    this.closeCode = null;
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString('utf8')) as Frame;
      if (frame.op === 10) socket.send(JSON.stringify(payload));
      this.frames.push(frame);
      this.#wake();
    });
    socket.on('close', (code) => {
      this.closeCode = code;
      this.#wake();
    });
    socket.on('error', () => undefined);
  }

  /** Connects and waits for READY. */
  async logIn(): Promise<Dispatched['d']> {
    this.connect();
    return this.awaitDispatch('READY');
  }

  send(payload: object): void {
    this.#socket?.send(JSON.stringify(payload));
  }

  leave(): void {
    this.#socket?.terminate();
  }

  /** The first dispatch of this type that fits, past or to come. */
  async awaitDispatch(
    type: string,
    where: (data: Dispatched['d']) => boolean = () => true,
  ): Promise<Dispatched['d']> {
    return this.#await(() => this.dispatches.find(({ t, d }) => t === type && where(d))?.d);
  }

  async awaitFrame(op: number): Promise<Frame> {
    return this.#await(() => this.frames.find((frame) => frame.op === op));
  }

  async awaitClose(): Promise<number> {
    return this.#await(() => this.closeCode ?? undefined);
  }

  async #await<Value>(read: () => Value | undefined, timeoutMs = 10_000): Promise<Value> {
    const untilMs = Date.now() + timeoutMs;
    for (;;) {
      const value = read();
      if (value !== undefined) return value;
      if (Date.now() > untilMs) {
        throw new Error(`It did not come; there were ${this.dispatches.map(({ t }) => t).join(', ')}.`);
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 100);
      });
    }
  }
}

/** A client of somebody; its connection ends with the test. */
export function openPerson(discord: LocalDiscord, userId: string): PersonClient {
  const client = new PersonClient(discord, discord.createUserToken(userId));
  onTestFinished(() => {
    client.leave();
  });
  return client;
}
