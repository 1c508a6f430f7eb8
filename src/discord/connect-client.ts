import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  type Client,
} from 'discord.js';
import { FootnoteError } from '../errors.ts';

/** What each close of the gateway that no reconnecting mends means, in words that say what to do. */
const CLOSE_WORDS: ReadonlyMap<number, string> = new Map([
  [
    GatewayCloseCodes.AuthenticationFailed,
    'Discord does not know this bot token. Set DISCORD_TOKEN to the one shown under Bot → Token in the developer portal; a token that was reset is no longer valid.',
  ],
  [
    GatewayCloseCodes.DisallowedIntents,
    'Discord refused the message content intent, which ANSWER_CHANNELS needs. In the developer portal, under Bot → Privileged Gateway Intents, switch on “Message Content Intent”; or leave ANSWER_CHANNELS empty.',
  ],
  [
    GatewayCloseCodes.InvalidIntents,
    'Discord refused the intents that Footnote asks for: this version of Footnote is too old.',
  ],
  [
    GatewayCloseCodes.InvalidAPIVersion,
    'Discord refused the version of its API that Footnote uses: this version of Footnote is too old.',
  ],
  [
    GatewayCloseCodes.ShardingRequired,
    'Discord asks for more shards than it recommended. Please start Footnote again.',
  ],
  [GatewayCloseCodes.InvalidShard, 'Discord refused the number of shards. Please start Footnote again.'],
]);

/** The error for a gateway that closed for good. */
export function createCloseError(code: number): FootnoteError {
  const words = CLOSE_WORDS.get(code) ?? `Discord closed the connection for good (code ${code}).`;
  return new FootnoteError(words, { code: 'discord-refused' });
}

/**
 * Logs in and waits until the servers are known. Throws a `FootnoteError` ('discord-refused') that says what to do
 * where Discord takes the bot not in; it never holds the token.
 */
export async function connectClient(
  client: Client,
  token: string,
  timeoutMs: number,
  apiBase: string,
): Promise<void> {
  let closeCode: number | undefined;
  const noteClose = ({ code }: { readonly code: number }) => {
    closeCode = code;
  };
  client.on(Events.ShardDisconnect, noteClose);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const words = `Discord did not take the bot in within ${Math.round(timeoutMs / 1000)} seconds. See whether ${apiBase} can be reached, then start again.`;
      reject(new FootnoteError(words, { code: 'discord-refused' }));
    }, timeoutMs);
  });
  const ready = new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => {
      resolve();
    });
  });
  try {
    await Promise.race([client.login(token).then(() => ready), late]);
  } catch (error) {
    void client.destroy().catch(() => undefined);
    throw explainLogin(error, closeCode, apiBase);
  } finally {
    clearTimeout(timer);
    client.off(Events.ShardDisconnect, noteClose);
  }
}

/** Why Discord could not be reached or took the bot not in, in words that say what to do. */
export function explainLogin(error: unknown, closeCode: number | undefined, apiBase: string): FootnoteError {
  if (error instanceof FootnoteError) return error;
  if (closeCode !== undefined && CLOSE_WORDS.has(closeCode)) return createCloseError(closeCode);
  const isTokenRefused =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401);
  if (isTokenRefused) return createCloseError(GatewayCloseCodes.AuthenticationFailed);
  const reason = error instanceof Error ? error.message : String(error);
  if (/sessions? remaining/i.test(reason)) {
    const resetsAt = /resets at (\S+)/.exec(reason)?.[1] ?? 'tomorrow';
    return new FootnoteError(
      `This bot was started too often today, and Discord takes it in again only from ${resetsAt}. Find out what stops it before starting it again: at 1,000 starts a day Discord resets the token.`,
      { code: 'discord-refused' },
    );
  }
  return new FootnoteError(
    `Discord could not be reached at ${apiBase}: ${reason}. See whether this machine is online and DISCORD_API is right.`,
    { code: 'discord-refused', cause: error },
  );
}
