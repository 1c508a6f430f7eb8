import {
  MessageFlags,
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { refuse } from '../refuse.ts';
import type { World } from '../state/world.ts';
import type { InteractionRecord } from './interaction-record.ts';

/** How long a person waits for something unless told otherwise. */
const DEFAULT_WAIT_MS = 10_000;

/** What a person sees of one use of the bot, from "thinking" to the answer. */
export class InteractionHandle {
  readonly #world: World;
  readonly #record: InteractionRecord;

  constructor(world: World, record: InteractionRecord) {
    this.#world = world;
    this.#record = record;
  }

  get id(): string {
    return this.#record.id;
  }

  /** The bot responded in time, if only by a deferral. */
  get acknowledged(): boolean {
    return this.#record.state === 'acknowledged';
  }

  /** The bot did not respond in time; the person read "The application did not respond". */
  get failed(): boolean {
    return this.#record.state === 'failed';
  }

  /** The first response was a deferral. */
  get deferred(): boolean {
    return this.#record.deferred;
  }

  /** The response is for the asker only. */
  get ephemeral(): boolean {
    return this.#record.ephemeral;
  }

  /** The response as it stands; undefined before it, while the bot is "thinking", and once it is deleted. */
  get message(): APIMessage | undefined {
    const { channelId, originalMessageId, sourceMessageId, answered } = this.#record;
    if (originalMessageId === null) return undefined;
    const message = this.#world.findMessage(channelId, originalMessageId)?.message;
    if (message === undefined || ((message.flags ?? 0) & MessageFlags.Loading) !== 0) return undefined;
    // A deferred update of the component's own message shows nothing until the update comes.
    if (originalMessageId === sourceMessageId && !answered) return undefined;
    return structuredClone(message);
  }

  /** Further messages that are still there, oldest first. */
  get followUps(): readonly APIMessage[] {
    return this.#record.followUpIds.flatMap((id) => {
      const message = this.#world.findMessage(this.#record.channelId, id)?.message;
      return message === undefined ? [] : [structuredClone(message)];
    });
  }

  /** Suggestions, for an autocompletion. */
  get choices(): readonly APIApplicationCommandOptionChoice[] | undefined {
    return this.#record.choices ?? undefined;
  }

  /** The form that the bot answered with. */
  get modal(): APIModalInteractionResponseCallbackData | undefined {
    return this.#record.modal ?? undefined;
  }

  /** Waits for the first response, of any kind. Throws when the bot does not respond in time. */
  async awaitAcknowledgement(timeoutMs = DEFAULT_WAIT_MS): Promise<this> {
    await this.#waitFor('responded', timeoutMs, () => (this.acknowledged ? true : undefined));
    return this;
  }

  /** Waits for the answer itself, after any deferral. */
  awaitMessage(timeoutMs = DEFAULT_WAIT_MS): Promise<APIMessage> {
    return this.#waitFor('answered with a message', timeoutMs, () => this.message);
  }

  /** Waits until so many further messages are there. */
  awaitFollowUps(count = 1, timeoutMs = DEFAULT_WAIT_MS): Promise<readonly APIMessage[]> {
    return this.#waitFor(`sent ${count} further messages`, timeoutMs, () =>
      this.followUps.length >= count ? this.followUps : undefined,
    );
  }

  /** Waits for the suggestions of an autocompletion. */
  awaitChoices(timeoutMs = DEFAULT_WAIT_MS): Promise<readonly APIApplicationCommandOptionChoice[]> {
    return this.#waitFor('suggested anything', timeoutMs, () => this.choices);
  }

  /** Waits for a form. */
  awaitModal(timeoutMs = DEFAULT_WAIT_MS): Promise<APIModalInteractionResponseCallbackData> {
    return this.#waitFor('opened a form', timeoutMs, () => this.modal);
  }

  /** Waits until the deadline has passed without a response; throws when the bot responds. */
  async awaitFailure(timeoutMs = DEFAULT_WAIT_MS): Promise<void> {
    await this.#waitFor('failed', timeoutMs, () => {
      if (this.acknowledged) throw refuse('The bot responded.');
      return this.failed ? true : undefined;
    });
  }

  #waitFor<Value>(what: string, timeoutMs: number, read: () => Value | undefined): Promise<Value> {
    const { changes } = this.#record;
    const { events } = this.#world;
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        changes.off('change', check);
        events.off('closed', abandon);
        cancel();
        settle();
      };
      const abandon = (): void => {
        finish(() => {
          reject(refuse('Local Discord was closed meanwhile.'));
        });
      };
      const check = (): void => {
        try {
          const value = read();
          if (value !== undefined) {
            finish(() => {
              resolve(value);
            });
          } else if (this.failed) {
            throw refuse('The application did not respond in time.');
          }
        } catch (error) {
          finish(() => {
            reject(error instanceof Error ? error : refuse(String(error)));
          });
        }
      };
      const cancel = this.#world.timers.start(timeoutMs, () => {
        finish(() => {
          reject(refuse(`The bot has not ${what} within ${timeoutMs} ms.`));
        });
      });
      changes.on('change', check);
      events.on('closed', abandon);
      check();
    });
  }
}
