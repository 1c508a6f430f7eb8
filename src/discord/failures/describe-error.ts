import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/** What the log may hold of an error. */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly method?: string;
  readonly cause?: ErrorFacts;
}

const MAX_CAUSES = 5;

/**
 * An error for the log. Those of discord.js carry the request with the words of the reply, and an address that holds
 * the interaction's token; neither is taken over.
 */
export function describeError(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error))
    return { name: 'NonError', message: `a value of type ${typeof error} was thrown` };
  const { name, message, stack } = error;
  const isDiscords = error instanceof DiscordAPIError || error instanceof HTTPError;
  const hasCode = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number');
  return {
    name,
    message: error instanceof RateLimitError ? 'Discord limited the rate of requests' : message,
    ...(stack === undefined || error instanceof RateLimitError ? {} : { stack }),
    ...(hasCode ? { code: error.code as string | number } : {}),
    ...(isDiscords ? { status: error.status, method: error.method } : {}),
    ...(error.cause === undefined || depth >= MAX_CAUSES
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  };
}
