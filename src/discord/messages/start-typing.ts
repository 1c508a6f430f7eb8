import type { Logger } from 'pino';
import { describeError } from '../failures/describe-error.ts';
import { classifyDiscordError } from '../failures/discord-codes.ts';
import { TYPING_REFRESH_MS } from '../limits.ts';

/** A channel as far as typing goes; that of discord.js is one. */
export interface TypingChannel {
  readonly id: string;
  sendTyping(): Promise<void>;
}

/** Shows in a channel that the bot is typing, until the returned function is called, or Discord refuses it. */
export function startTyping(channel: TypingChannel, logger: Logger): () => void {
  const show = () => {
    // A nicety: whatever keeps it from being shown keeps the reply from being sent, which is reported.
    channel.sendTyping().catch((error: unknown) => {
      // A channel that is gone or closed would refuse it every time.
      if (classifyDiscordError(error) !== undefined) clearInterval(timer);
      logger.debug({ channelId: channel.id, err: describeError(error) }, 'typing could not be shown');
    });
  };
  const timer = setInterval(show, TYPING_REFRESH_MS);
  show();
  return () => {
    clearInterval(timer);
  };
}
