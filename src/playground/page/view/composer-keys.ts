import { runDraft } from '../actions/run-command.ts';
import { sendComposed } from '../actions/send-message.ts';
import type { Page } from '../page.ts';
import { changeComposer, readComposer } from '../state/composer-changes.ts';
import { chooseRow, endDraft, focusField } from './composer-actions.ts';
import { listRows } from './composer-rows.ts';
import { focusLater } from './focus.ts';

/** Keys in the composer's text. Enter sends, Shift+Enter begins a line; where a list is open, the keys are the list's. */
export function takeTextKey(page: Page, channelId: string, event: KeyboardEvent): void {
  if (event.isComposing || takeListKey(page, channelId, event)) return;
  const { replyToId, draft } = readComposer(page.store.get(), channelId);
  if (event.key === 'Enter' && !event.shiftKey && draft === null) {
    event.preventDefault();
    sendComposed(page, channelId);
  } else if (event.key === 'Escape' && replyToId !== null) {
    page.store.update((state) => changeComposer(state, channelId, { replyToId: null }));
  }
}

/** Keys in the field of an option. Enter runs the command, Escape or Backspace in an empty field leaves it. */
export function takeFieldKey(page: Page, channelId: string, name: string, event: KeyboardEvent): void {
  if (event.isComposing || takeListKey(page, channelId, event)) return;
  const { draft } = readComposer(page.store.get(), channelId);
  if (draft === null) return;
  const isEmpty = (draft.values[name]?.text ?? '') === '';
  if (event.key === 'Enter') {
    event.preventDefault();
    submitDraft(page, channelId);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    endDraft(page, channelId, false);
  } else if (event.key === 'Backspace' && isEmpty) {
    event.preventDefault();
    const before = draft.shown[draft.shown.indexOf(name) - 1];
    if (before === undefined) endDraft(page, channelId, true);
    else focusField(channelId, before);
  }
}

/** Runs the command, or goes to the option that is missing. */
export function submitDraft(page: Page, channelId: string): void {
  const missing = runDraft(page, channelId);
  if (missing === null) focusLater(`composer-${channelId}`);
  else focusField(channelId, missing);
}

/** The keys of the list; true where the key was one of them. */
function takeListKey(page: Page, channelId: string, event: KeyboardEvent): boolean {
  const state = page.store.get();
  const rows = listRows(state, channelId);
  if (rows === null) return false;
  const { activeRow, draft, text } = readComposer(state, channelId);
  const typed = draft === null ? text : (draft.values[draft.focused ?? '']?.text ?? '');
  if (event.key === 'Escape') {
    page.store.update((known) => changeComposer(known, channelId, { isListClosed: true }));
  } else if (rows.length === 0) {
    return false;
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : rows.length - 1;
    const next = (activeRow + step) % rows.length;
    page.store.update((known) => changeComposer(known, channelId, { activeRow: next }));
  } else if (
    (event.key === 'Enter' && !event.shiftKey) ||
    (event.key === 'Tab' && !event.shiftKey && typed !== '')
  ) {
    const row = rows[activeRow] ?? rows[0];
    if (row === undefined) return false;
    // An option that may stay empty is not filled by a row that nobody looked for.
    if (
      row.kind === 'choice' &&
      typed === '' &&
      activeRow === 0 &&
      event.key === 'Enter' &&
      isOptional(page, channelId)
    )
      return false;
    chooseRow(page, channelId, row);
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

function isOptional(page: Page, channelId: string): boolean {
  const { draft } = readComposer(page.store.get(), channelId);
  return draft?.entry.options.find(({ name }) => name === draft.focused)?.isRequired !== true;
}
