import { Routes, type Client } from 'discord.js';
import { z } from 'zod';
import { RateLimiter } from '../asking/rate-limiter.ts';

/** Messages after a question among which its reply is looked for; the most that one request gives [resources/message#get-channel-messages]. */
const SEARCHED_MESSAGES = 100;
/** First millisecond of 2015, from which Discord's ids count [reference#snowflakes]. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
/** Older questions are not looked for: whoever deletes one after a day does not wait for its answer to go. */
const MAX_AGE_MS = 24 * 60 * 60_000;
/** Searches in a minute, so that somebody who clears a channel does not use up the bot's requests. */
const SEARCHES_PER_MINUTE = 20;

const foundSchema = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    message_reference: z.object({ message_id: z.string().optional() }).nullish(),
  }),
);

/** When an id of Discord was made, in milliseconds since the Unix epoch. */
export function readTime(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
}

/** Finds replies of an earlier process of the bot; what this process replied to stands in its `ReplyBook`. */
export class ReplySearch {
  readonly #startedAt: number;
  readonly #now: () => number;
  readonly #limiter: RateLimiter;

  /** `now` gives milliseconds; `startedAt` is when this process began. */
  constructor(startedAt = Date.now(), now: () => number = Date.now) {
    this.#startedAt = startedAt;
    this.#now = now;
    this.#limiter = new RateLimiter(SEARCHES_PER_MINUTE, now);
  }

  /** True where an earlier process may have replied to the message. */
  isWorthwhile(questionId: string): boolean {
    const time = readTime(questionId);
    return time < this.#startedAt && time > this.#now() - MAX_AGE_MS;
  }

  /**
   * The replies to messages of one channel that were deleted or edited: question → reply. None without a request where
   * there is nothing to find, or too many were looked for lately. Rejects with what Discord refuses.
   */
  async find(
    client: Client<true>,
    channelId: string,
    questionIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const wanted = questionIds.filter((id) => this.isWorthwhile(id));
    if (wanted.length === 0 || this.#limiter.measureWait('search') > 0) return new Map();
    this.#limiter.count('search');
    return this.list(client, channelId, wanted);
  }

  /** The replies among the hundred messages after the first of these, by the reference that each carries. One request. */
  async list(
    client: Client<true>,
    channelId: string,
    questionIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const wanted = new Set(questionIds);
    const [after = '0'] = [...wanted].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    const query = new URLSearchParams({ after, limit: SEARCHED_MESSAGES.toString() });
    const found = foundSchema.safeParse(await client.rest.get(Routes.channelMessages(channelId), { query }));
    const replies = new Map<string, string>();
    for (const { id, author, message_reference: reference } of found.data ?? []) {
      const questionId = reference?.message_id;
      if (author.id === client.user.id && questionId !== undefined && wanted.has(questionId)) {
        replies.set(questionId, id);
      }
    }
    return replies;
  }
}
