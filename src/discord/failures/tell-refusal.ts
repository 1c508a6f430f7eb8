import type { BotContext } from '../bot-context.ts';
import { tellAsker, type Asked } from '../messages/tell-asker.ts';
import { NOTICES, renderElsewhere } from '../notices.ts';
import type { DiscordFailure } from './discord-codes.ts';

const MINUTE_MS = 60_000;

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
  const minute = Math.floor(Date.now() / MINUTE_MS);
  const key = `refusal.${asked.user.id}.${asked.channelId ?? ''}.${failure}.${minute.toString()}`;
  if (!context.told.add(key)) return;
  const words =
    failure === 'channel-gone' ? WORDS[failure] : renderElsewhere(WORDS[failure], asked.channelId);
  await tellAsker(asked, words, context);
}
