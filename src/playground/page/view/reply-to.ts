import type { Page } from '../page.ts';
import { changeComposer } from '../state/composer-changes.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { focusLater } from './focus.ts';

/** The composer's next message answers this one. */
export function replyTo(page: Page, message: WireMessage): void {
  page.store.update((state) => changeComposer(state, message.channel_id, { replyToId: message.id }));
  focusLater(`composer-${message.channel_id}`);
}
