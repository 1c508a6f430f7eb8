import { HOUR_MS } from '../asking/recent-ids.ts';
import type { BotContext } from '../bot-context.ts';
import type { DiscordFailure } from './discord-codes.ts';

/** What is logged of a refusal; ids only. */
export interface RefusalFacts {
  readonly channelId: string | null;
  readonly failure: DiscordFailure;
  readonly [fact: string]: unknown;
}

/**
 * Logs that Discord refused something: as a warning once an hour for each channel and kind of refusal, so that a channel
 * in which everybody asks does not fill the log; the others only where one looks closely.
 */
export function logRefusal(
  words: string,
  facts: RefusalFacts,
  { told, logger }: Pick<BotContext, 'told' | 'logger'>,
): void {
  const isNew = told.addOncePer(HOUR_MS, `refused.${facts.channelId ?? ''}.${facts.failure}`);
  logger[isNew ? 'warn' : 'debug'](facts, words);
}
