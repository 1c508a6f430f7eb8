import type { Page } from '../page.ts';
import { callInteraction, INTERACTION } from './interact.ts';

/** Sends the form that is open, and closes it. `components` are its components with what was typed. */
export function submitModal(page: Page, components: readonly object[]): void {
  const { modal, extras } = page.store.get();
  if (modal === null) return;
  callInteraction(
    page,
    {
      type: INTERACTION.modal,
      applicationId: modal.application?.id ?? extras?.session.applicationId ?? '',
      channelId: modal.channelId,
      data: { id: modal.id, custom_id: modal.custom_id, components },
    },
    { label: modal.title, messageId: null, customId: null },
  );
  closeModal(page);
}

/** Closes the form without sending it. */
export function closeModal(page: Page): void {
  page.store.update((state) => ({ ...state, modal: null }));
}
