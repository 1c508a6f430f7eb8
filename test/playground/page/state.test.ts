import { describe, expect, it } from 'vitest';
import { addCall, failCall, removeCall } from '../../../src/playground/page/state/call-changes.ts';
import { compareIds } from '../../../src/playground/page/state/compare-ids.ts';
import {
  addOutgoing,
  changeMessage,
  putHistoryPage,
  putMessage,
  readHistory,
  removeMessage,
  settleOutgoing,
  startTyping,
} from '../../../src/playground/page/state/message-changes.ts';
import {
  listDirectPartners,
  listPeople,
  listTextChannels,
  listThreads,
  listTyping,
  nameChannel,
} from '../../../src/playground/page/state/selectors.ts';
import { createStore } from '../../../src/playground/page/state/store.ts';
import { showChannel, togglePanel } from '../../../src/playground/page/state/view-changes.ts';
import {
  applyReady,
  putChannel,
  putPresence,
  removeChannel,
} from '../../../src/playground/page/state/world-changes.ts';
import { chooseReconnectDelay } from '../../../src/playground/page/wire/reconnect-delay.ts';
import {
  ANA,
  ASK_ID,
  BOT,
  DIRECT_ID,
  GENERAL_ID,
  GUILD_ID,
  makeMessage,
  makeReadyState,
} from './make-state.ts';

const FIRST = '300000000000000001';
const SECOND = '300000000000000002';
const THIRD = '300000000000000003';
const idsOf = (state: ReturnType<typeof makeReadyState>, channelId = ASK_ID): readonly string[] =>
  readHistory(state, channelId).messages.map(({ id }) => id);

describe('the world', () => {
  it('is what READY says: channels in their order, people who are here first', () => {
    const state = makeReadyState();
    expect(listTextChannels(state, GUILD_ID).map(({ id }) => id)).toEqual([ASK_ID, GENERAL_ID]);
    expect(listPeople(state, ASK_ID).map(({ id }) => id)).toEqual([ANA.id, BOT.id]);
    expect(nameChannel(state, state.channels[DIRECT_ID])).toBe('Footnote');
    expect(state.connection.status).toBe('ready');
  });

  it('is replaced by another READY, and messages stay', () => {
    const before = putMessage(makeReadyState(), makeMessage(FIRST));
    const after = applyReady(before, { user: ANA, session_id: 'other', guilds: [] });
    expect(after.channels).toEqual({});
    expect(idsOf(after)).toEqual([FIRST]);
  });

  it('knows who went away and came back', () => {
    const gone = putPresence(makeReadyState(), { user: { id: BOT.id }, status: 'offline' });
    expect(gone.online.has(BOT.id)).toBe(false);
    expect(putPresence(gone, { user: { id: BOT.id }, status: 'idle' }).online.has(BOT.id)).toBe(true);
  });

  it('offers to write to a bot that nobody has written to', () => {
    const state = removeChannel(makeReadyState(), DIRECT_ID);
    expect(listDirectPartners(state)).toEqual([{ user: state.users[BOT.id], channelId: null }]);
  });
});

describe('messages', () => {
  it('stand in the order of their ids, each once, however they come', () => {
    let state = putMessage(makeReadyState(), makeMessage(THIRD));
    state = putMessage(state, makeMessage(FIRST));
    state = putHistoryPage(state, ASK_ID, [makeMessage(SECOND), makeMessage(FIRST)], false);
    expect(idsOf(state)).toEqual([FIRST, SECOND, THIRD]);
  });

  it('keep what the gateway brought while their history was on its way', () => {
    const state = putMessage(makeReadyState(), makeMessage(FIRST, { content: 'new' }));
    const loaded = putHistoryPage(state, ASK_ID, [makeMessage(FIRST, { content: 'old' })], false);
    expect(readHistory(loaded, ASK_ID).messages[0]?.content).toBe('new');
  });

  it('change in the fields that come', () => {
    const state = putMessage(makeReadyState(), makeMessage(FIRST, { pinned: true }));
    const changed = changeMessage(state, { id: FIRST, channel_id: ASK_ID, content: 'done', pinned: false });
    expect(readHistory(changed, ASK_ID).messages[0]).toMatchObject({
      content: 'done',
      pinned: false,
      author: BOT,
    });
  });

  it('go, and their open menu with them', () => {
    let state = putMessage(makeReadyState(), makeMessage(FIRST));
    state = { ...state, view: { ...state.view, menu: { channelId: ASK_ID, messageId: FIRST, x: 0, y: 0 } } };
    const gone = removeMessage(state, ASK_ID, FIRST);
    expect(idsOf(gone)).toEqual([]);
    expect(gone.view.menu).toBeNull();
  });

  it('that were sent are shown until they come back, by their nonce', () => {
    const sent = { nonce: '77', content: 'hi', replyToId: null, failure: null };
    const waiting = addOutgoing(makeReadyState(), ASK_ID, sent);
    const back = putMessage(waiting, makeMessage(FIRST, { author: ANA, nonce: '77' }));
    expect(readHistory(back, ASK_ID)).toMatchObject({ outgoing: [], messages: [{ id: FIRST }] });
    const refused = settleOutgoing(waiting, ASK_ID, '77', 'Missing Permissions');
    expect(readHistory(refused, ASK_ID).outgoing[0]?.failure).toBe('Missing Permissions');
  });

  it('elsewhere make their channel unread, one’s own do not, and going there ends it', () => {
    const state = showChannel(makeReadyState(), GENERAL_ID);
    expect(putMessage(state, makeMessage(FIRST, { author: ANA })).unread.size).toBe(0);
    const unread = putMessage(state, makeMessage(FIRST));
    expect([...unread.unread]).toEqual([ASK_ID]);
    expect(showChannel(unread, ASK_ID).unread.size).toBe(0);
  });

  it('end the typing of their author', () => {
    const typing = startTyping(makeReadyState(), ASK_ID, BOT.id, 0);
    expect(listTyping(typing, ASK_ID)).toEqual(['Footnote']);
    expect(listTyping(putMessage(typing, makeMessage(FIRST)), ASK_ID)).toEqual([]);
    expect(listTyping(startTyping(typing, GENERAL_ID, ANA.id, 0), GENERAL_ID)).toEqual([]);
  });
});

describe('what is shown', () => {
  const thread = { id: FIRST, type: 11, guild_id: GUILD_ID, parent_id: ASK_ID, name: 'A thread' };

  it('has a thread beside its channel', () => {
    const state = putChannel(makeReadyState(), thread);
    expect(listThreads(state, ASK_ID)).toEqual([thread]);
    expect(showChannel(state, FIRST).view).toMatchObject({
      channelId: ASK_ID,
      threadId: FIRST,
      panel: 'thread',
    });
    expect(removeChannel(showChannel(state, FIRST), FIRST).view).toMatchObject({
      threadId: null,
      panel: null,
    });
  });

  it('has one panel at a time', () => {
    const open = togglePanel(makeReadyState(), 'faults');
    expect(open.view.panel).toBe('faults');
    expect(togglePanel(open, 'articles').view.panel).toBe('articles');
    expect(togglePanel(open, 'faults').view.panel).toBeNull();
  });
});

describe('calls of the bot', () => {
  const call = {
    nonce: '1',
    channelId: ASK_ID,
    label: '/ask',
    messageId: null,
    customId: null,
    failure: null,
  };

  it('end well, or fail in words', () => {
    const state = addCall(makeReadyState(), call);
    expect(removeCall(state, '1').calls).toEqual([]);
    expect(failCall(state, '1', 2).calls[0]?.failure).toBe('The application did not respond in time.');
    expect(failCall(state, '1', 'No network').calls[0]?.failure).toBe('No network');
  });

  it('forget the failure of a message’s button once another is pressed', () => {
    const pressed = { ...call, messageId: FIRST, customId: 'a' };
    const failed = failCall(addCall(makeReadyState(), pressed), '1', 2);
    expect(addCall(failed, { ...pressed, nonce: '2' }).calls.map(({ nonce }) => nonce)).toEqual(['2']);
  });
});

describe('the store', () => {
  it('tells once of all that changed in one turn, and not at all of nothing', async () => {
    const store = createStore(0);
    const seen: number[] = [];
    store.subscribe((state) => seen.push(state));
    store.update((state) => state + 1);
    store.update((state) => state + 1);
    await Promise.resolve();
    store.update((state) => state);
    await Promise.resolve();
    expect(seen).toEqual([2]);
  });
});

describe('small things', () => {
  it('orders ids as numbers', () => {
    expect(['9', '10', '2'].sort(compareIds)).toEqual(['2', '9', '10']);
  });

  it('waits longer and longer for the gateway, up to a quarter of a minute', () => {
    expect(chooseReconnectDelay(0, 0)).toBe(250);
    expect(chooseReconnectDelay(3, 1)).toBe(4000);
    expect(chooseReconnectDelay(50, 1)).toBe(15_000);
  });
});
