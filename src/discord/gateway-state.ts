import { Events, type Client } from 'discord.js';

/** How the bot stands with Discord's gateway, for `/status`, health checks and the log. Times are in milliseconds since the Unix epoch. */
export interface GatewayState {
  /**
   * `ready`: events come in. `connecting`: on the way there, or back after a break. `waiting`: the next attempt is put
   * off, until `retryAt`. `closed`: for good.
   */
  readonly status: 'ready' | 'connecting' | 'waiting' | 'closed';
  /** Connections that the bot keeps, and how many of them are up. */
  readonly shardCount: number;
  readonly shardsReady: number;
  /** How long a heartbeat takes there and back, in milliseconds; null before the first. */
  readonly pingMs: number | null;
  /** When it was last ready, and since when it is not; null where that never was, or is not so now. */
  readonly readyAt: number | null;
  readonly lostAt: number | null;
  /** When the last event came; null before the first. */
  readonly lastEventAt: number | null;
  /** When the next attempt to connect is made; null unless `waiting`. */
  readonly retryAt: number | null;
  /** Breaks since the start, and how many of them were resumed without losing an event. */
  readonly breaks: number;
  readonly resumes: number;
  /** New sessions (identifies) within the last 24 hours, as far as this machine knows. Discord allows 1,000. */
  readonly startsToday: number;
  /** New sessions that Discord said are left; null before it said so. */
  readonly startsLeft: number | null;
}

/** Keeps count of what happens to the connection, so that it can be told at any time. */
export class GatewayWatch {
  readonly #client: Client;
  readonly #now: () => number;
  readonly #readyShards = new Set<number>();
  #isClosed = false;
  #readyAt: number | null = null;
  #lostAt: number | null = null;
  #lastEventAt: number | null = null;
  #retryAt: number | null = null;
  #breaks = 0;
  #resumes = 0;
  #startsToday = 0;
  #startsLeft: number | null = null;

  /** Listens to the client; `now` gives milliseconds. */
  constructor(client: Client, now: () => number = Date.now) {
    this.#client = client;
    this.#now = now;
    const come = (shardId: number) => {
      this.#readyShards.add(shardId);
      this.#retryAt = null;
      this.#readyAt = now();
      if (this.#readyShards.size === this.#shardCount) this.#lostAt = null;
    };
    client.on(Events.Raw, () => {
      this.#lastEventAt = now();
    });
    client.on(Events.ShardReady, come);
    client.on(Events.ShardResume, (shardId) => {
      this.#resumes += 1;
      come(shardId);
    });
    client.on(Events.ShardReconnecting, (shardId) => {
      // Told again for every attempt; a break is counted once.
      if (!this.#readyShards.delete(shardId)) return;
      this.#breaks += 1;
      this.#lostAt ??= now();
    });
    client.on(Events.ShardDisconnect, (_, shardId) => {
      this.#readyShards.delete(shardId);
      this.#lostAt ??= now();
      this.#isClosed = true;
    });
  }

  /** The next attempt to connect is made only then; milliseconds since the Unix epoch. */
  noteWait(retryAt: number): void {
    this.#retryAt = retryAt;
  }

  /** What is known of new sessions; `left` is what Discord said, null where it did not. */
  noteStarts(today: number, left: number | null): void {
    this.#startsToday = today;
    this.#startsLeft = left ?? this.#startsLeft;
  }

  describe(): GatewayState {
    const { ping } = this.#client.ws;
    return {
      status: this.#status,
      shardCount: this.#shardCount,
      shardsReady: this.#readyShards.size,
      // discord.js says −1 before the first heartbeat, and NaN without a connection.
      pingMs: ping >= 0 ? Math.round(ping) : null,
      readyAt: this.#readyAt,
      lostAt: this.#lostAt,
      lastEventAt: this.#lastEventAt,
      retryAt: this.#status === 'waiting' ? this.#retryAt : null,
      breaks: this.#breaks,
      resumes: this.#resumes,
      startsToday: this.#startsToday,
      startsLeft: this.#startsLeft,
    };
  }

  get #shardCount(): number {
    return Math.max(1, this.#client.ws.shards.size);
  }

  get #status(): GatewayState['status'] {
    if (this.#isClosed) return 'closed';
    if (this.#readyShards.size >= this.#shardCount) return 'ready';
    return (this.#retryAt ?? 0) > this.#now() ? 'waiting' : 'connecting';
  }
}
