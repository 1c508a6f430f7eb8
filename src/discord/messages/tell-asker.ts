import type { Message } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { createNotice } from '../render/message-body.ts';
import { describeError } from '../failures/describe-error.ts';

/** Sends the author of a message a direct one. False, and logged once an hour, where they take none. */
export async function tellAsker(message: Message, words: string, context: BotContext): Promise<boolean> {
  const hour = Math.floor(Date.now() / 3_600_000);
  const untold = `untold.${message.author.id}.${hour.toString()}`;
  // Discord refuses it again, and too many refused requests get a bot banned for a while.
  if (context.told.has(untold)) return false;
  try {
    const { content } = createNotice(words);
    // Of two processes of the bot only one is heard.
    await message.author.send({ content, nonce: message.id, enforceNonce: true });
    return true;
  } catch (error) {
    if (context.told.add(untold)) {
      context.logger.warn(
        { userId: message.author.id, channelId: message.channelId, err: describeError(error) },
        'the asker could not be told privately',
      );
    }
    return false;
  }
}
