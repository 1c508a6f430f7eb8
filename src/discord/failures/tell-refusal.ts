import { MINUTE_MS } from '../asking/recent-ids.ts';
import type { BotContext } from '../bot-context.ts';
import { tellAsker, type Asked } from '../messages/tell-asker.ts';
import { NOTICES, renderElsewhere } from '../notices.ts';
import type { DiscordFailure } from './discord-codes.ts';

/** A refusal that the asker is told of. */
export type ToldFailure = Extract<DiscordFailure, 'forbidden' | 'thread' | 'channel-gone'>;

/** What the asker is told of each, where they asked. */
const WORDS = {
  forbidden: NOTICES.forbidden,
  thread: NOTICES.threadClosed,
  'channel-gone': NOTICES.channelGone,
} as const satisfies Record<ToldFailure, string>;

export function isTold(failure: DiscordFailure | undefined): failure is ToldFailure {
  return failure !== undefined && failure in WORDS;
}

/** What the asker is told in the place where they asked. */
export function renderRefusal(failure: ToldFailure): string {
  return WORDS[failure];
}

/** Tells the asker in a direct message, once a minute for each channel and kind of refusal. */
export async function tellRefusal(asked: Asked, failure: ToldFailure, context: BotContext): Promise<void> {
  const key = `refusal.${asked.user.id}.${asked.channelId ?? ''}.${failure}`;
  if (!context.told.addOncePer(MINUTE_MS, key)) return;
  const words =
    failure === 'channel-gone' ? WORDS[failure] : renderElsewhere(WORDS[failure], asked.channelId);
  await tellAsker(asked, words, context);
}
