import { chooseReconnectDelay } from './reconnect-delay.ts';

/** Gateway opcodes (topics/opcodes-and-status-codes.mdx). */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  ack: 11,
};
/** Close codes after which the same token is of no use. */
const REFUSED = new Set([4004, 4010, 4011, 4012, 4013, 4014]);
/** Close codes after which the session is gone. */
const SESSION_LOST = new Set([1000, 1001, 4003, 4007, 4009]);

export interface GatewayHandlers {
  /** A dispatch: its name and its data. */
  readonly onDispatch: (type: string, data: unknown) => void;
  /** The connection is gone; the next attempt begins at `retryAtMs`, in milliseconds since 1970. */
  readonly onLost: (retryAtMs: number) => void;
  readonly onConnecting: () => void;
  /** What was missed has been brought after a resume. */
  readonly onResumed: () => void;
  /** The token is not taken; it ends here until `start` is called with another. */
  readonly onRefused: () => void;
}

interface Payload {
  readonly op: number;
  readonly d?: unknown;
  readonly s?: number | null;
  readonly t?: string | null;
}

/** A user's connection to the gateway. It beats, resumes, and comes back by itself after longer and longer waits. */
export class GatewayClient {
  readonly #url: string;
  readonly #handlers: GatewayHandlers;
  #token = '';
  #socket: WebSocket | null = null;
  #sequence: number | null = null;
  #sessionId: string | null = null;
  #attempt = 0;
  #isAcknowledged = true;
  #beat: number | undefined;
  #retry: number | undefined;

  /** `url` is that of the gateway, e.g. `ws://localhost:3000/gateway/`. */
  constructor(url: string, handlers: GatewayHandlers) {
    this.#url = url;
    this.#handlers = handlers;
  }

  /** Connects as the user of this token; a session of another token is forgotten. */
  start(token: string): void {
    if (token !== this.#token) this.#forgetSession();
    this.#token = token;
    this.#connect();
  }

  /** Tries at once instead of waiting. */
  retryNow(): void {
    if (this.#socket === null) this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#handlers.onConnecting();
    const socket = new WebSocket(`${this.#url}?v=10&encoding=json`);
    this.#socket = socket;
    socket.addEventListener('message', (event) => {
      if (socket === this.#socket) this.#receive(JSON.parse(String(event.data)) as Payload);
    });
    socket.addEventListener('close', (event) => {
      if (socket === this.#socket) this.#handleClose(event.code);
    });
  }

  #receive({ op, d, s, t }: Payload): void {
    if (typeof s === 'number') this.#sequence = s;
    switch (op) {
      case OP.hello:
        this.#startBeating((d as { heartbeat_interval: number }).heartbeat_interval);
        this.#introduce();
        break;
      case OP.heartbeat:
        this.#sendBeat();
        break;
      case OP.ack:
        this.#isAcknowledged = true;
        break;
      case OP.reconnect:
        this.#socket?.close(4900);
        break;
      case OP.invalidSession:
        if (d !== true) this.#forgetSession();
        this.#socket?.close(4900);
        break;
      case OP.dispatch:
        this.#dispatch(t ?? '', d);
        break;
    }
  }

  #dispatch(type: string, data: unknown): void {
    if (type === 'READY') this.#sessionId = (data as { session_id: string }).session_id;
    if (type === 'READY' || type === 'RESUMED') this.#attempt = 0;
    if (type === 'RESUMED') this.#handlers.onResumed();
    else this.#handlers.onDispatch(type, data);
  }

  #introduce(): void {
    if (this.#sessionId !== null) {
      this.#send(OP.resume, { token: this.#token, session_id: this.#sessionId, seq: this.#sequence });
      return;
    }
    const properties = { os: 'browser', browser: 'playground', device: '' };
    this.#send(OP.identify, { token: this.#token, capabilities: 0, properties, compress: false });
  }

  #startBeating(intervalMs: number): void {
    this.#isAcknowledged = true;
    clearInterval(this.#beat);
    this.#beat = setInterval(() => {
      // Nothing came back since the last beat: the connection is dead without having said so.
      if (this.#isAcknowledged) this.#sendBeat();
      else this.#socket?.close(4900);
    }, intervalMs);
  }

  #sendBeat(): void {
    this.#isAcknowledged = false;
    this.#send(OP.heartbeat, this.#sequence);
  }

  #send(op: number, d: unknown): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ op, d }));
  }

  #handleClose(code: number): void {
    this.#socket = null;
    clearInterval(this.#beat);
    if (SESSION_LOST.has(code)) this.#forgetSession();
    if (REFUSED.has(code)) {
      this.#forgetSession();
      this.#handlers.onRefused();
      return;
    }
    const delayMs = chooseReconnectDelay(this.#attempt, Math.random());
    this.#attempt += 1;
    this.#handlers.onLost(Date.now() + delayMs);
    this.#retry = setTimeout(() => {
      this.#connect();
    }, delayMs);
  }

  #forgetSession(): void {
    this.#sessionId = null;
    this.#sequence = null;
  }
}
