import { requestChoices } from '../actions/run-command.ts';
import { loadCommands } from '../actions/open-channel.ts';
import { announceTyping } from '../actions/send-message.ts';
import { createDraft, findOption, pickChoice, typeIntoDraft, type Draft } from '../commands/command-draft.ts';
import { listTypedCommands, type CommandEntry } from '../commands/command-entry.ts';
import { parseCommandLine } from '../commands/parse-command-line.ts';
import type { Page } from '../page.ts';
import { changeComposer, changeDraft, readComposer } from '../state/composer-changes.ts';
import { EMPTY_COMPOSER } from '../state/page-state.ts';
import { nameUser } from '../state/selectors.ts';
import type { Row } from './composer-rows.ts';
import { focusLater } from './focus.ts';

/** Text was typed into the composer; a whole command name with a space becomes a command with fields. */
export function typeText(page: Page, channelId: string, text: string, caret: number): void {
  const state = page.store.get();
  const known = state.commands[channelId];
  if (text.startsWith('/') && known === undefined) void loadCommands(page, channelId);
  const line = parseCommandLine(text, listTypedCommands(known ?? []));
  if (line !== null) {
    beginDraft(page, channelId, line.entry, line.values);
    return;
  }
  page.store.update((before) =>
    changeComposer(before, channelId, { text, caret, activeRow: 0, isListClosed: false }),
  );
  if (text.trim() !== '' && !text.startsWith('/')) announceTyping(page, channelId);
}

/** A row was chosen by mouse or keyboard. */
export function chooseRow(page: Page, channelId: string, row: Row): void {
  if (row.kind === 'command') beginDraft(page, channelId, row.entry, {});
  else if (row.kind === 'choice') chooseChoice(page, channelId, row);
  else chooseMention(page, channelId, row);
}

function chooseMention(
  page: Page,
  channelId: string,
  { user, from }: Extract<Row, { kind: 'mention' }>,
): void {
  const { text, caret } = readComposer(page.store.get(), channelId);
  const mention = `@${nameUser(user)} `;
  const next = text.slice(0, from) + mention + text.slice(caret).trimStart();
  page.store.update((state) =>
    changeComposer(state, channelId, { text: next, caret: from + mention.length, activeRow: 0 }),
  );
  placeCaret(`composer-${channelId}`, from + mention.length);
}

function chooseChoice(page: Page, channelId: string, { choice }: Extract<Row, { kind: 'choice' }>): void {
  const { draft } = readComposer(page.store.get(), channelId);
  const name = draft?.focused;
  if (draft === null || name === null || name === undefined) return;
  const picked = pickChoice(draft, name, choice);
  page.store.update((state) => changeComposer(state, channelId, { draft: picked, activeRow: 0 }));
  const next = picked.shown.find((shown) => (picked.values[shown]?.text ?? '') === '');
  focusField(channelId, next ?? name);
}

/** The composer becomes a command with fields. */
function beginDraft(
  page: Page,
  channelId: string,
  entry: CommandEntry,
  values: Readonly<Record<string, string>>,
): void {
  const draft = createDraft(entry, values);
  page.store.update((state) => changeComposer(state, channelId, { ...EMPTY_COMPOSER, draft }));
  const first = draft.shown.find((name) => (draft.values[name]?.text ?? '') === '') ?? draft.shown[0];
  if (first === undefined) focusLater(`send-${channelId}`);
  else focusField(channelId, first);
}

/** Text was typed into the field of an option. */
export function typeOption(page: Page, channelId: string, name: string, text: string): void {
  page.store.update((state) =>
    changeComposer(
      changeDraft(state, channelId, (draft) => typeIntoDraft(draft, name, text)),
      channelId,
      { activeRow: 0, isListClosed: false },
    ),
  );
  complete(page, channelId, name);
}

/** The field of an option has the focus. */
export function focusOption(page: Page, channelId: string, name: string): void {
  const { draft } = readComposer(page.store.get(), channelId);
  if (draft === null || draft.focused === name) return;
  page.store.update((state) =>
    changeComposer(
      changeDraft(state, channelId, (known) => ({ ...known, focused: name })),
      channelId,
      { activeRow: 0, isListClosed: false },
    ),
  );
  complete(page, channelId, name);
}

function complete(page: Page, channelId: string, name: string): void {
  const { draft } = readComposer(page.store.get(), channelId);
  if (draft === null || (draft.values[name]?.picked ?? null) !== null) return;
  if (findOption(draft, name)?.hasAutocomplete === true) requestChoices(page, channelId, name);
}

/** Back to plain text, with what the command was called where `keepsName`. */
export function endDraft(page: Page, channelId: string, keepsName: boolean): void {
  const { draft } = readComposer(page.store.get(), channelId);
  const text = keepsName && draft !== null ? `/${draft.entry.path.join(' ')}` : '';
  page.store.update((state) => changeComposer(state, channelId, { draft: null, text, caret: text.length }));
  placeCaret(`composer-${channelId}`, text.length);
}

/** Changes the fields of a draft, and goes to one of them. */
export function changeFields(
  page: Page,
  channelId: string,
  change: (draft: Draft) => Draft,
  focus?: string,
): void {
  page.store.update((state) => changeDraft(state, channelId, change));
  if (focus !== undefined) focusField(channelId, focus);
}

/** Goes to the field of an option. */
export function focusField(channelId: string, name: string): void {
  focusLater(`field-${channelId}-${name}`);
}

function placeCaret(id: string, at: number): void {
  queueMicrotask(() => {
    const field = document.getElementById(id);
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setSelectionRange(at, at);
  });
}
