import type { Page } from '../page.ts';
import { addCall, failCall } from '../state/call-changes.ts';
import type { Call } from '../state/page-state.ts';
import { createNonce } from './create-nonce.ts';
import { scrollToNewest } from './scroll-to-newest.ts';
import { describeFailure } from './tell.ts';

/** InteractionType (interactions/receiving-and-responding.mdx). */
export const INTERACTION = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
/** The bot has three seconds; by then the gateway has told. This is for when it could not. */
const GIVE_UP_MS = 10_000;

export interface InteractionInput {
  readonly type: number;
  readonly applicationId: string;
  readonly channelId: string;
  readonly data: object;
  readonly messageId?: string;
  readonly messageFlags?: number;
}

/** Sends an interaction and remembers it until its outcome is told. */
export function callInteraction(
  page: Page,
  input: InteractionInput,
  call: Pick<Call, 'label' | 'messageId' | 'customId'>,
): void {
  const nonce = createNonce();
  page.store.update((state) => addCall(state, { ...call, nonce, channelId: input.channelId, failure: null }));
  scrollToNewest(input.channelId);
  postInteraction(page, input, nonce).catch((error: unknown) => {
    page.store.update((state) => failCall(state, nonce, describeFailure(error)));
  });
  setTimeout(() => {
    page.store.update((state) => {
      const waits = state.calls.some((known) => known.nonce === nonce && known.failure === null);
      return waits ? failCall(state, nonce, 'The application did not respond in time.') : state;
    });
  }, GIVE_UP_MS);
}

/** Sends an interaction; what comes of it comes over the gateway. */
export function postInteraction(page: Page, input: InteractionInput, nonce: string): Promise<void> {
  const { sessionId, channels } = page.store.get();
  const guildId = channels[input.channelId]?.guild_id;
  return page.rest.interact({
    type: input.type,
    application_id: input.applicationId,
    channel_id: input.channelId,
    session_id: sessionId,
    nonce,
    data: input.data,
    ...(guildId !== undefined && { guild_id: guildId }),
    ...(input.messageId !== undefined && { message_id: input.messageId }),
    ...(input.messageFlags !== undefined && { message_flags: input.messageFlags }),
  });
}
