import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { StateKeeper } from '../playground-state.ts';

/** Where a person of the page begins. */
export interface PlaygroundSession {
  /** The person's token in local Discord; the same for every tab. */
  readonly token: string;
  readonly user: object;
  readonly botId: string;
  readonly applicationId: string;
  readonly guildId: string;
  readonly channels: { readonly answers: string; readonly general: string };
  /** Questions to begin with, at most three. */
  readonly examples: readonly string[];
}

/** Least time between two states of one stream, in milliseconds. */
const LEAST_INTERVAL_MS = 50;
/** So often a silent stream says that it lives, in milliseconds. Proxies and browsers give up on a dead one. */
const KEEP_ALIVE_MS = 15_000;

/** What the page begins with, and what it shows besides the chat, as it changes. */
export function addStateRoutes(
  app: Hono,
  {
    keeper,
    readSession,
    closing,
  }: {
    readonly keeper: StateKeeper;
    readonly readSession: () => PlaygroundSession;
    /** Ends the streams. */
    readonly closing: AbortSignal;
  },
): void {
  app.get('/playground/session', (context) => context.json(readSession()));
  app.get('/playground/state', (context) => context.json(keeper.state));
  app.get('/playground/events', (context) =>
    streamSSE(context, async (stream) => {
      const send = (): Promise<void> =>
        stream.writeSSE({ event: 'state', data: JSON.stringify(keeper.state) });
      let later: NodeJS.Timeout | undefined;
      // A build says how far it is far more often than anybody can see.
      const unsubscribe = keeper.subscribe(() => {
        later ??= setTimeout(() => {
          later = undefined;
          void send();
        }, LEAST_INTERVAL_MS);
      });
      const timer = setInterval(() => void stream.write(': still here\n\n'), KEEP_ALIVE_MS);
      await send();
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        closing.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
        if (closing.aborted) resolve();
      });
      clearInterval(timer);
      clearTimeout(later);
      unsubscribe();
    }),
  );
}
