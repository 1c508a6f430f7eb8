import { encodeMentions } from '../commands/encode-mentions.ts';
import type { Page } from '../page.ts';
import { changeComposer, readComposer } from '../state/composer-changes.ts';
import { addOutgoing, putMessage, settleOutgoing } from '../state/message-changes.ts';
import type { Outgoing } from '../state/page-state.ts';
import { listPeople, nameUser } from '../state/selectors.ts';
import { createNonce } from './create-nonce.ts';
import { scrollToNewest } from './scroll-to-newest.ts';
import { describeFailure } from './tell.ts';

/** resources/message.mdx, Create Message. */
export const MAX_CONTENT_LENGTH = 2000;
/** "Is typing" stands for ten seconds; it is renewed a little earlier. */
const TYPING_EVERY_MS = 8000;
const lastTyping = new Map<string, number>();

/** Sends what stands in the composer; it is empty afterwards. */
export function sendComposed(page: Page, channelId: string): void {
  const { text, replyToId } = readComposer(page.store.get(), channelId);
  if (text.trim() === '') return;
  page.store.update((state) => changeComposer(state, channelId, { text: '', caret: 0, replyToId: null }));
  sendText(page, channelId, text.trim(), replyToId);
}

/** Sends a message; names behind `@` become mentions. */
export function sendText(page: Page, channelId: string, text: string, replyToId: string | null = null): void {
  const state = page.store.get();
  const people = listPeople(state, channelId).flatMap((user) =>
    [...new Set([nameUser(user), user.username])].map((name) => ({ id: user.id, name })),
  );
  const content = encodeMentions(text, people);
  void deliver(page, channelId, { nonce: createNonce(), content, replyToId, failure: null });
}

/** Sends a message again that was refused. */
export function resend(page: Page, channelId: string, sent: Outgoing): void {
  page.store.update((state) => settleOutgoing(state, channelId, sent.nonce, null));
  void deliver(page, channelId, { ...sent, nonce: createNonce(), failure: null });
}

async function deliver(page: Page, channelId: string, sent: Outgoing): Promise<void> {
  const { nonce, content, replyToId } = sent;
  page.store.update((state) => addOutgoing(state, channelId, sent));
  lastTyping.delete(channelId);
  scrollToNewest(channelId);
  try {
    const message = await page.rest.sendMessage(channelId, {
      content,
      nonce,
      ...(replyToId !== null && { message_reference: { message_id: replyToId, channel_id: channelId } }),
    });
    page.store.update((state) => settleOutgoing(putMessage(state, message), channelId, nonce, null));
  } catch (error) {
    page.store.update((state) => settleOutgoing(state, channelId, nonce, describeFailure(error)));
  }
}

/** Tells the others that the person types, not more often than needed. */
export function announceTyping(page: Page, channelId: string, nowMs = Date.now()): void {
  if (nowMs - (lastTyping.get(channelId) ?? 0) < TYPING_EVERY_MS) return;
  lastTyping.set(channelId, nowMs);
  page.rest.sendTyping(channelId).catch(() => undefined);
}
