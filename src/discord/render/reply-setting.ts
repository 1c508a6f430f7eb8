import type { APIButtonComponent, APIEmbed } from 'discord.js';
import { createButton } from './message-body.ts';

/** For whom and where a reply is rendered. */
export interface ReplySetting {
  readonly askerId: string;
  /** The question as it was typed, where the reply does not stand beside it; else null. */
  readonly question: string | null;
  /** `everyone` in the channel, or only the asker (an ephemeral reply). */
  readonly audience: 'everyone' | 'asker';
  /** True where a private reply can be posted in the channel. */
  readonly canPost: boolean;
  /** The message whose sources were looked for; null where there was none. */
  readonly targetMessageId: string | null;
  /** Message or interaction that asked, by which the answer is rated. */
  readonly questionId: string;
  /** How many days the question is kept, which the reply says; null where it is not. */
  readonly keptDays: number | null;
  /** Our own words above the reply, such as why it is private. */
  readonly note: string | null;
}

/** By which people say whether an answer helped. */
export function createRatingButtons(questionId: string): APIButtonComponent[] {
  return [
    createButton('👍', { kind: 'rate', rating: 'up', questionId }),
    createButton('👎', { kind: 'rate', rating: 'down', questionId }),
  ];
}

/** The note that a question is kept, as the part of an embed that it stands in; nothing where it is not. */
export function createKeptNote(keptDays: number | null): Pick<APIEmbed, 'footer'> {
  if (keptDays === null) return {};
  const time = keptDays === 1 ? 'one day' : `${keptDays.toString()} days`;
  const text = `Kept for ${time}, without your name, to see what the articles lack. /forget-me deletes what you asked.`;
  return { footer: { text } };
}

/** The button that ends the row: to take the reply away, or to show a private one to everyone. */
export function createClosingButtons(
  setting: Pick<ReplySetting, 'audience' | 'askerId' | 'canPost' | 'targetMessageId'>,
): APIButtonComponent[] {
  if (setting.audience === 'everyone') {
    return [createButton('Dismiss', { kind: 'dismiss', askerId: setting.askerId })];
  }
  return setting.canPost
    ? [createButton('Post for everyone', { kind: 'post', messageId: setting.targetMessageId })]
    : [];
}
