import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  SimpleIdentifyThrottler,
  SimpleShardingStrategy,
  WebSocketShardEvents,
  type WebSocketManager,
} from '@discordjs/ws';
import type { WebSocketOptions } from 'discord.js';
import type { Logger } from 'pino';
import { describeError } from '../failures/describe-error.ts';
import type { GatewayWatch } from '../gateway-state.ts';
import { ReconnectDelay } from './reconnect-delay.ts';
import { StartBudget, type StartLimit } from './start-budget.ts';

/** How long a session is kept through a broken network; Discord keeps it for "a few minutes" [events/gateway#resuming]. */
const SESSION_KEPT_MS = 3 * 60_000;
/** Attempts at the address that Discord gave for resuming, before the usual one is tried. */
const RESUME_ADDRESS_ATTEMPTS = 4;
/** Abnormal closure: the connection broke, or never came about [RFC 6455, 7.4.1]. */
const ABNORMAL_CLOSURE = 1006;
/** Shorter waits are not worth a word. */
const SILENT_WAIT_MS = 3_000;

/** One connection to the gateway, as far as reconnecting goes. */
interface Line {
  readonly delay: ReconnectDelay;
  /** Discord has said hello; before that, whoever asks for the session is about to connect. */
  isOpen: boolean;
  closeCode: number | null;
  lostAt: number | null;
}

/**
 * What discord.js's gateway lacks for a year without care: it tries to connect again every half a second, gives a
 * session up when the network fails once, and starts a new one every five seconds for as long as Discord takes it.
 * Here attempts come later each time, with jitter; a session lives through a broken network; and new ones are started
 * within a {@link StartBudget}.
 */
export class CarefulGateway {
  readonly #logger: Logger;
  readonly #budget: StartBudget;
  readonly #stop = new AbortController();
  #watch: GatewayWatch | null = null;
  #limit: StartLimit | null = null;

  constructor(logger: Logger, stateDir: string | null) {
    this.#logger = logger;
    this.#budget = new StartBudget(stateDir === null ? null : join(stateDir, 'starts.json'));
  }

  /** Tells it of waits and starts from now on. */
  report(watch: GatewayWatch): void {
    this.#watch = watch;
    watch.noteStarts(this.#budget.countToday(), null);
  }

  /** What the client of discord.js takes as its option `ws`. */
  get options(): WebSocketOptions {
    return {
      buildStrategy: (manager) => this.#buildStrategy(manager),
      buildIdentifyThrottler: async (manager) => {
        const { session_start_limit: limit } = await manager.fetchGatewayInformation();
        const inner = new SimpleIdentifyThrottler(limit.max_concurrency);
        return {
          waitForIdentify: async (shardId, signal) => {
            await inner.waitForIdentify(shardId, signal);
            await this.#waitForStart(manager, signal);
          },
        };
      },
    };
  }

  /** To be awaited before logging in: in a crash loop the wait is made before Discord is asked for anything. */
  async waitForLogin(): Promise<void> {
    await this.#waitForBudget(1, this.#stop.signal);
  }

  /** No attempt is made from now on. */
  stop(): void {
    this.#stop.abort();
  }

  #buildStrategy(manager: WebSocketManager): SimpleShardingStrategy {
    const retrieveSessionInfo = manager.options.retrieveSessionInfo.bind(manager.options);
    const updateSessionInfo = manager.options.updateSessionInfo.bind(manager.options);
    const lines = new Map<number, Line>();
    const lineOf = (shardId: number): Line => {
      const line = lines.get(shardId) ?? {
        ...{ delay: new ReconnectDelay(), isOpen: false, closeCode: null, lostAt: null },
      };
      lines.set(shardId, line);
      return line;
    };
    manager.on(WebSocketShardEvents.Hello, ({ shardId }) => {
      Object.assign(lineOf(shardId), { isOpen: true, closeCode: null });
    });
    manager.on(WebSocketShardEvents.Closed, ({ shardId, code }) => {
      const line = lineOf(shardId);
      line.isOpen = false;
      line.closeCode = code;
      line.lostAt ??= Date.now();
      line.delay.noteLost();
    });
    const noteConnected = ({ shardId }: { readonly shardId: number }) => {
      const line = lineOf(shardId);
      line.lostAt = null;
      line.delay.noteConnected();
    };
    manager.on(WebSocketShardEvents.Ready, noteConnected);
    manager.on(WebSocketShardEvents.Resumed, noteConnected);
    manager.options.retrieveSessionInfo = async (shardId) => {
      const line = lineOf(shardId);
      if (line.isOpen) return retrieveSessionInfo(shardId);
      await this.#waitForAttempt(line);
      const session = await retrieveSessionInfo(shardId);
      if (session === null || line.delay.attempts <= RESUME_ADDRESS_ATTEMPTS) return session;
      return { ...session, resumeURL: (await manager.fetchGatewayInformation()).url };
    };
    manager.options.updateSessionInfo = async (shardId, session) => {
      const line = lineOf(shardId);
      const isNetwork = session === null && line.closeCode === ABNORMAL_CLOSURE;
      // discord.js drops it; Discord itself says when it is too old, and that costs nothing.
      if (isNetwork && Date.now() - (line.lostAt ?? 0) < SESSION_KEPT_MS) return;
      await updateSessionInfo(shardId, session);
    };
    return new SimpleShardingStrategy(manager);
  }

  async #waitForAttempt({ delay }: Line): Promise<void> {
    const delayMs = delay.next();
    if (delayMs > 0) {
      this.#watch?.noteWait(Date.now() + delayMs);
      if (delayMs > SILENT_WAIT_MS) {
        this.#logger.warn(
          { attempt: delay.attempts, delayMs: Math.round(delayMs) },
          'Discord’s gateway cannot be reached; I try again, later each time',
        );
      }
    }
    // A promise that never settles lets discord.js stop here; a rejected one would end the process.
    await sleep(delayMs, undefined, { signal: this.#stop.signal }).catch(() => new Promise(() => undefined));
  }

  async #waitForStart(manager: WebSocketManager, signal: AbortSignal): Promise<void> {
    try {
      const { session_start_limit: limit } = await manager.fetchGatewayInformation(true);
      this.#limit = { remaining: limit.remaining, resetAfterMs: limit.reset_after };
    } catch (error) {
      this.#logger.info({ err: describeError(error) }, 'Discord did not say how many starts are left');
    }
    const shardCount = (await manager.getShardIds()).length;
    try {
      await this.#waitForBudget(shardCount, AbortSignal.any([signal, this.#stop.signal]));
    } catch (error) {
      // Closed meanwhile: discord.js looks at its own signal. Stopped: it must not go on.
      if (this.#stop.signal.aborted) await new Promise(() => undefined);
      throw error;
    }
    try {
      this.#budget.note();
    } catch (error) {
      this.#logger.warn({ err: describeError(error) }, 'starts cannot be written down (see STATE_DIR)');
    }
    this.#watch?.noteStarts(this.#budget.countToday(), this.#limit?.remaining ?? null);
  }

  async #waitForBudget(shardCount: number, signal: AbortSignal): Promise<void> {
    const waitMs = this.#budget.measureWaitMs(shardCount, this.#limit);
    if (waitMs <= 0) return;
    this.#watch?.noteWait(Date.now() + waitMs);
    const facts = {
      startsLastHour: this.#budget.countLastHour(),
      startsToday: this.#budget.countToday(),
      startsLeft: this.#limit?.remaining ?? null,
      waitMs: Math.round(waitMs),
    };
    this.#logger.warn(
      facts,
      'The bot was started too often, and Discord allows 1,000 starts a day: I wait before the next. Find out what ends it.',
    );
    await sleep(waitMs, undefined, { signal });
  }
}
