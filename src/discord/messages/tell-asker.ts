import type { User } from 'discord.js';
import { HOUR_MS } from '../asking/recent-ids.ts';
import type { BotContext } from '../bot-context.ts';
import { createNotice } from '../render/message-body.ts';
import { describeError } from '../failures/describe-error.ts';

/** A question, as far as its asker is to be told something of it. */
export interface Asked {
  /** Of the message or interaction. */
  readonly id: string;
  readonly user: User;
  readonly channelId: string | null;
}

/** Sends an asker a direct message. False, and logged once an hour, where they take none. */
export async function tellAsker(asked: Asked, words: string, context: BotContext): Promise<boolean> {
  const { id, user, channelId } = asked;
  const untold = `untold.${user.id}`;
  // Discord refuses it again, and too many refused requests get a bot banned for a while.
  if (context.told.hasWithin(HOUR_MS, untold)) return false;
  try {
    const { content } = createNotice(words);
    // Of two processes of the bot only one is heard.
    await user.send({ content, nonce: id, enforceNonce: true });
    return true;
  } catch (error) {
    if (context.told.addOncePer(HOUR_MS, untold)) {
      context.logger.warn(
        { userId: user.id, channelId, err: describeError(error) },
        'the asker could not be told privately',
      );
    }
    return false;
  }
}
