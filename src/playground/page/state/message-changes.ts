import type { WireMessage } from '../wire/wire-types.ts';
import { compareIds } from './compare-ids.ts';
import { EMPTY_HISTORY, type History, type Outgoing, type PageState } from './page-state.ts';
import { putUsers } from './world-changes.ts';

/** How long "is typing" stands without being renewed (resources/channel.mdx, Trigger Typing Indicator). */
const TYPING_MS = 10_000;

/** The messages of a channel. */
export function readHistory(state: PageState, channelId: string): History {
  return state.histories[channelId] ?? EMPTY_HISTORY;
}

function changeHistory(
  state: PageState,
  channelId: string,
  change: (history: History) => Partial<History>,
): PageState {
  const history = readHistory(state, channelId);
  return { ...state, histories: { ...state.histories, [channelId]: { ...history, ...change(history) } } };
}

/** MESSAGE_CREATE, the answer to a sent message, or MESSAGE_UPDATE of a known one: the newest text counts. */
export function putMessage(state: PageState, message: WireMessage): PageState {
  const { channel_id: channelId, author, nonce } = message;
  const known = putUsers(state, [author]);
  const changed = changeHistory(known, channelId, ({ messages, outgoing }) => ({
    messages: mergeMessages(messages, [message]),
    outgoing: outgoing.filter((sent) => sent.nonce !== nonce?.toString()),
  }));
  return stopTyping(markUnread(changed, message, state), channelId, author.id);
}

/** MESSAGE_UPDATE: the fields that came; a message that is not known is left alone. */
export function changeMessage(
  state: PageState,
  part: Partial<WireMessage> & { readonly id: string; readonly channel_id: string },
): PageState {
  const known = readHistory(state, part.channel_id).messages.find(({ id }) => id === part.id);
  if (known === undefined) return part.author === undefined ? state : putMessage(state, part as WireMessage);
  return changeHistory(state, part.channel_id, ({ messages }) => ({
    messages: mergeMessages(messages, [{ ...known, ...part }]),
  }));
}

/** MESSAGE_DELETE, or "Dismiss message" of one that only this person sees. */
export function removeMessage(state: PageState, channelId: string, messageId: string): PageState {
  const menu = state.view.menu?.messageId === messageId ? null : state.view.menu;
  const changed = changeHistory(state, channelId, ({ messages }) => ({
    messages: messages.filter(({ id }) => id !== messageId),
  }));
  return { ...changed, view: { ...changed.view, menu } };
}

/** A page of history, newest first as REST gives it. What the gateway brought in between stays. */
export function putHistoryPage(
  state: PageState,
  channelId: string,
  page: readonly WireMessage[],
  hasOlder: boolean,
): PageState {
  const known = putUsers(
    state,
    page.map(({ author }) => author),
  );
  return changeHistory(known, channelId, ({ messages }) => ({
    messages: mergeMessages(page, messages),
    status: 'loaded',
    hasOlder,
  }));
}

/** History is asked for, or could not be had. */
export function setHistoryStatus(state: PageState, channelId: string, status: History['status']): PageState {
  return changeHistory(state, channelId, () => ({ status }));
}

/** A message leaves; it is shown at once. */
export function addOutgoing(state: PageState, channelId: string, sent: Outgoing): PageState {
  return changeHistory(state, channelId, ({ outgoing }) => ({ outgoing: [...outgoing, sent] }));
}

/** A sent message was refused; `failure` null takes it away. */
export function settleOutgoing(
  state: PageState,
  channelId: string,
  nonce: string,
  failure: string | null,
): PageState {
  return changeHistory(state, channelId, ({ outgoing }) => ({
    outgoing: outgoing.flatMap((sent) => {
      if (sent.nonce !== nonce) return [sent];
      return failure === null ? [] : [{ ...sent, failure }];
    }),
  }));
}

/** TYPING_START; `nowMs` in milliseconds since 1970. */
export function startTyping(state: PageState, channelId: string, userId: string, nowMs: number): PageState {
  if (userId === state.me?.id) return state;
  const here = { ...state.typing[channelId], [userId]: nowMs + TYPING_MS };
  return { ...state, typing: { ...state.typing, [channelId]: here } };
}

/** Somebody's message came, or the time is over. */
export function stopTyping(state: PageState, channelId: string, userId: string): PageState {
  const here = state.typing[channelId];
  if (here?.[userId] === undefined) return state;
  const rest = Object.fromEntries(Object.entries(here).filter(([id]) => id !== userId));
  return { ...state, typing: { ...state.typing, [channelId]: rest } };
}

function mergeMessages(
  before: readonly WireMessage[],
  after: readonly WireMessage[],
): readonly WireMessage[] {
  const byId = new Map([...before, ...after].map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => compareIds(a.id, b.id));
}

function markUnread(state: PageState, message: WireMessage, before: PageState): PageState {
  const { channel_id: channelId, id } = message;
  const isShown = state.view.channelId === channelId || state.view.threadId === channelId;
  const isNew = !readHistory(before, channelId).messages.some((known) => known.id === id);
  if (isShown || !isNew || message.author.id === state.me?.id) return state;
  return { ...state, unread: new Set([...state.unread, channelId]) };
}
