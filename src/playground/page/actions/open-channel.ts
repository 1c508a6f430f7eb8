import type { Page } from '../page.ts';
import { putHistoryPage, readHistory, setHistoryStatus } from '../state/message-changes.ts';
import { isThread, putChannel } from '../state/world-changes.ts';
import { showChannel } from '../state/view-changes.ts';
import { HISTORY_PAGE } from '../wire/rest-client.ts';
import { describeFailure, tell } from './tell.ts';

/** Shows a channel or thread, and loads its messages and commands. */
export function openChannel(page: Page, channelId: string): void {
  page.store.update((state) => showChannel(state, channelId));
  const state = page.store.get();
  rememberPlace(state.view.channelId);
  for (const id of [state.view.channelId, state.view.threadId]) {
    if (id === null) continue;
    if (state.histories[id] === undefined) void loadHistory(page, id);
    if (state.commands[id] === undefined) void loadCommands(page, id);
  }
}

/** Shows the direct messages with somebody; they are opened where there are none yet. */
export async function openDirect(page: Page, userId: string, channelId: string | null): Promise<void> {
  try {
    const channel = channelId === null ? await page.rest.openDirectChannel(userId) : null;
    if (channel !== null) page.store.update((state) => putChannel(state, channel));
    openChannel(page, channel?.id ?? channelId ?? '');
  } catch (error) {
    tell(page, describeFailure(error));
  }
}

/** Loads the newest messages of a channel. */
export async function loadHistory(page: Page, channelId: string): Promise<void> {
  page.store.update((state) => setHistoryStatus(state, channelId, 'loading'));
  try {
    const messages = await page.rest.listMessages(channelId);
    const hasOlder = messages.length === HISTORY_PAGE;
    page.store.update((state) => putHistoryPage(state, channelId, messages, hasOlder));
  } catch {
    page.store.update((state) => setHistoryStatus(state, channelId, 'failed'));
  }
}

/** Loads the messages before the oldest that is known. */
export async function loadOlder(page: Page, channelId: string): Promise<void> {
  const oldest = readHistory(page.store.get(), channelId).messages[0];
  if (oldest === undefined) return;
  try {
    const messages = await page.rest.listMessages(channelId, oldest.id);
    const hasOlder = messages.length === HISTORY_PAGE;
    page.store.update((state) => putHistoryPage(state, channelId, messages, hasOlder));
  } catch (error) {
    tell(page, describeFailure(error));
  }
}

/** Loads the commands that can be used in a channel. */
export async function loadCommands(page: Page, channelId: string): Promise<void> {
  try {
    const { application_commands: found } = await page.rest.listCommands(channelId);
    page.store.update((state) => ({ ...state, commands: { ...state.commands, [channelId]: found } }));
  } catch {
    // They are asked for again when the list is opened.
  }
}

/** The list of commands has changed: those of the places that are shown are read again, the others when they are. */
export function reloadCommands(page: Page): void {
  page.store.update((state) => ({ ...state, commands: {} }));
  const { channelId, threadId } = page.store.get().view;
  for (const id of [channelId, threadId]) if (id !== null) void loadCommands(page, id);
}

/** Jumps to a message; its channel is opened where it is another. */
export function jumpToMessage(page: Page, channelId: string, messageId: string | null): void {
  const { view, channels } = page.store.get();
  const channel = channels[channelId];
  if (channel === undefined) {
    tell(page, 'That message is not on this server.');
    return;
  }
  const isShown = isThread(channel) ? view.threadId === channelId : view.channelId === channelId;
  if (!isShown) openChannel(page, channelId);
  if (messageId === null) return;
  page.store.update((state) => ({ ...state, view: { ...state.view, markedId: messageId } }));
  requestAnimationFrame(() => {
    document.getElementById(`message-${messageId}`)?.scrollIntoView({ block: 'center' });
  });
}

/** The address names the channel, so that a reload comes back to it. */
function rememberPlace(channelId: string | null): void {
  if (channelId !== null) history.replaceState(null, '', `#${channelId}`);
}

/** The channel that the address names; null where it names none. */
export function readPlace(): string | null {
  const id = location.hash.slice(1);
  return /^\d{17,20}$/.test(id) ? id : null;
}
