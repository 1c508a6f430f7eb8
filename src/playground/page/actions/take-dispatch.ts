import type { Page } from '../page.ts';
import { failCall, removeCall } from '../state/call-changes.ts';
import {
  changeMessage,
  putMessage,
  removeMessage,
  startTyping,
  stopTyping,
} from '../state/message-changes.ts';
import type { PageState } from '../state/page-state.ts';
import {
  applyGuild,
  CHANNEL_TYPES,
  applyReady,
  putChannel,
  putMember,
  putPresence,
  removeChannel,
} from '../state/world-changes.ts';
import type {
  WireChannel,
  WireChoice,
  WireGuild,
  WireMember,
  WireMessage,
  WireModal,
  WirePresence,
  WireReady,
} from '../wire/wire-types.ts';
import { nameUser } from '../state/selectors.ts';
import { tell } from './tell.ts';
import { reloadCommands } from './open-channel.ts';
import { takeChoices } from './run-command.ts';

interface Outcome {
  readonly nonce: string;
  readonly reason_code?: number;
}

type Change = (state: PageState) => PageState;

/** What each dispatch changes in the state; those that the page does not show are not named. */
const CHANGES: Readonly<Record<string, (data: never) => Change>> = {
  READY: (ready: WireReady) => (state) => applyReady(state, ready),
  GUILD_CREATE: (guild: WireGuild) => (state) => applyGuild(state, guild),
  CHANNEL_CREATE: (channel: WireChannel) => (state) => putChannel(state, channel),
  CHANNEL_UPDATE: (channel: WireChannel) => (state) => putChannel(state, channel),
  CHANNEL_DELETE:
    ({ id }: WireChannel) =>
    (state) =>
      removeChannel(state, id),
  THREAD_CREATE: (channel: WireChannel) => (state) => putChannel(state, channel),
  THREAD_UPDATE: (channel: WireChannel) => (state) => putChannel(state, channel),
  THREAD_DELETE:
    ({ id }: WireChannel) =>
    (state) =>
      removeChannel(state, id),
  GUILD_MEMBER_ADD: (member: WireMember & { guild_id: string }) => (state) =>
    putMember(state, member.guild_id, member),
  GUILD_MEMBER_UPDATE: (member: WireMember & { guild_id: string }) => (state) =>
    putMember(state, member.guild_id, member),
  PRESENCE_UPDATE: (presence: WirePresence) => (state) => putPresence(state, presence),
  MESSAGE_CREATE: (message: WireMessage) => (state) => putMessage(state, message),
  MESSAGE_UPDATE: (message: WireMessage) => (state) => changeMessage(state, message),
  MESSAGE_DELETE: (gone: { id: string; channel_id: string }) => (state) =>
    removeMessage(state, gone.channel_id, gone.id),
  INTERACTION_SUCCESS:
    ({ nonce }: Outcome) =>
    (state) =>
      removeCall(state, nonce),
  INTERACTION_FAILURE:
    ({ nonce, reason_code: reason = 0 }: Outcome) =>
    (state) =>
      failCall(state, nonce, reason),
  INTERACTION_MODAL_CREATE: (modal: WireModal) => (state) => openModal(state, modal),
};

/** Takes a dispatch of the gateway into the state. */
export function takeDispatch(page: Page, type: string, data: unknown): void {
  const change = CHANGES[type];
  if (change !== undefined) page.store.update(change(data as never));
  if (type === 'MESSAGE_CREATE') tellOfDirect(page, data as WireMessage);
  if (type === 'GUILD_APPLICATION_COMMAND_INDEX_UPDATE') reloadCommands(page);
  if (type === 'TYPING_START') takeTyping(page, data as { channel_id: string; user_id: string });
  if (type === 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE') {
    const { nonce, choices } = data as { nonce: string; choices?: readonly WireChoice[] };
    takeChoices(page, nonce, choices ?? []);
  }
}

/** A direct message comes while something else is shown: where the list of channels is hidden, nothing else tells of it. */
function tellOfDirect(page: Page, { channel_id: channelId, author }: WireMessage): void {
  const { channels, view, me } = page.store.get();
  if (channels[channelId]?.type !== CHANNEL_TYPES.direct || view.channelId === channelId) return;
  if (author.id !== me?.id) tell(page, `${nameUser(author)} wrote to you directly.`, channelId);
}

function openModal(state: PageState, modal: WireModal): PageState {
  const call = state.calls.find(({ nonce }) => nonce === modal.nonce);
  const channelId = call?.channelId ?? modal.channel_id ?? state.view.channelId ?? '';
  const opened = { ...state, modal: { ...modal, channelId, failure: null } };
  return call === undefined ? opened : removeCall(opened, call.nonce);
}

/** The mark goes away by itself where no message follows. */
function takeTyping(
  page: Page,
  { channel_id: channelId, user_id: userId }: { channel_id: string; user_id: string },
) {
  page.store.update((state) => startTyping(state, channelId, userId, Date.now()));
  setTimeout(() => {
    page.store.update((state) => {
      const until = state.typing[channelId]?.[userId] ?? 0;
      return until <= Date.now() ? stopTyping(state, channelId, userId) : state;
    });
  }, 10_050);
}
