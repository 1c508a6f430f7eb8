import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { LocalDiscord } from '../local-discord/local-discord.ts';
import type { FaultState, StateKeeper } from './playground-state.ts';

/** What can be broken on the page, and mended. */
export const FAULT_KINDS = [
  'drop-gateway',
  'rate-limit',
  'server-error',
  'delay',
  'revoke-permission',
  'mend',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** The ways by which a bot says something: messages, first responses, and what follows those. */
const REPLY_ROUTES = [
  'POST /channels/:id/messages',
  'POST /interactions/:id/:token/callback',
  'POST /webhooks/:id/:token',
  'PATCH /webhooks/:id/:token/messages/:message',
] as const;

/** Together under the three seconds that a first response may take, so that waiting helps. */
const RATE_LIMIT = { status: 429, times: 2, retryAfterMs: 1000 } as const;
/** As often as discord.js tries again after a 500. */
const SERVER_ERROR = { status: 500, times: 3 } as const;
/** Longer than Discord waits for the first response to a command. */
const DELAY_MS = 4000;

/** Breaks what the bot stands on, as Discord does on a bad day; the page's own requests go on as before. */
export class FaultSwitch {
  readonly #discord: LocalDiscord;
  readonly #keeper: StateKeeper;
  readonly #answersId: string;

  constructor(discord: LocalDiscord, keeper: StateKeeper, answersId: string) {
    this.#discord = discord;
    this.#keeper = keeper;
    this.#answersId = answersId;
    discord.events.on('fault', ({ status, left }) => {
      if (status === RATE_LIMIT.status) this.#note({ rateLimit: left });
      if (status === SERVER_ERROR.status) this.#note({ serverError: left });
    });
  }

  apply(kind: FaultKind): void {
    const discord = this.#discord;
    switch (kind) {
      case 'drop-gateway':
        discord.dropGateway();
        break;
      case 'rate-limit':
        // What is planned goes first come, first served: another kind would have to wait for its turn.
        discord.forgetPlannedAnswers();
        discord.answerNext(REPLY_ROUTES, RATE_LIMIT.status, RATE_LIMIT);
        this.#note({ rateLimit: RATE_LIMIT.times, serverError: 0 });
        break;
      case 'server-error':
        discord.forgetPlannedAnswers();
        discord.answerNext(REPLY_ROUTES, SERVER_ERROR.status, SERVER_ERROR);
        this.#note({ rateLimit: 0, serverError: SERVER_ERROR.times });
        break;
      case 'delay':
        discord.delayResponses(DELAY_MS);
        this.#note({ delayMs: DELAY_MS });
        break;
      case 'revoke-permission':
        discord.revokeBotPermissions(this.#answersId, PermissionFlagsBits.SendMessages);
        this.#note({ revoked: true });
        break;
      case 'mend':
        discord.forgetPlannedAnswers();
        discord.delayResponses(0);
        discord.grantBotPermissions(this.#answersId, PermissionFlagsBits.SendMessages);
        this.#note({ rateLimit: 0, serverError: 0, delayMs: 0, revoked: false });
        break;
    }
  }

  #note(change: Partial<FaultState>): void {
    this.#keeper.change({ faults: { ...this.#keeper.state.faults, ...change } });
  }
}
