import type { APIButtonComponent } from 'discord.js';
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
  /** Our own words above the reply, such as why it is private. */
  readonly note: string | null;
}

/** The button that ends the row: to take the reply away, or to show a private one to everyone. */
export function createClosingButtons(setting: ReplySetting): APIButtonComponent[] {
  if (setting.audience === 'everyone') {
    return [createButton('Dismiss', { kind: 'dismiss', askerId: setting.askerId })];
  }
  return setting.canPost
    ? [createButton('Post for everyone', { kind: 'post', messageId: setting.targetMessageId })]
    : [];
}
