import type { Page } from '../page.ts';
import { addNotice, removeNotice } from '../state/view-changes.ts';

/** Long enough to read two lines. */
const SHOWN_MS = 7000;
let lastId = 0;

/** Tells the person something in a line that goes away by itself; it may lead to a channel. */
export function tell(page: Page, text: string, channelId: string | null = null): void {
  lastId += 1;
  const id = lastId;
  page.store.update((state) => addNotice(state, { id, text, channelId }));
  setTimeout(() => {
    page.store.update((state) => removeNotice(state, id));
  }, SHOWN_MS);
}

/** An error in words for people. */
export function describeFailure(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'Something went wrong.';
}
