import type { BotContext } from '../bot-context.ts';
import type { DiscordFailure } from './discord-codes.ts';

const HOUR_MS = 60 * 60_000;

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
  const hour = Math.floor(Date.now() / HOUR_MS);
  const isNew = told.add(`refused.${facts.channelId ?? ''}.${facts.failure}.${hour.toString()}`);
  logger[isNew ? 'warn' : 'debug'](facts, words);
}
