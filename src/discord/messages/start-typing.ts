import type { Message } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { TYPING_REFRESH_MS } from '../limits.ts';
import { describeError } from '../failures/describe-error.ts';

/** Shows in the message's channel that the bot is typing, until the returned function is called. */
export function startTyping(message: Message, context: BotContext): () => void {
  const { channel } = message;
  if (!channel.isSendable()) return () => undefined;
  const show = () => {
    // A nicety: whatever keeps it from being shown keeps the reply from being sent, which is reported.
    channel.sendTyping().catch((error: unknown) => {
      context.logger.debug({ channelId: channel.id, err: describeError(error) }, 'typing could not be shown');
    });
  };
  show();
  const timer = setInterval(show, TYPING_REFRESH_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
