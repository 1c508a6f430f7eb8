import type { Notice, PageState, Panel, View } from './page-state.ts';
import { isThread } from './world-changes.ts';

/** Changes what is shown. */
export function changeView(state: PageState, change: Partial<View>): PageState {
  return { ...state, view: { ...state.view, ...change } };
}

/** Goes to a channel, or opens a thread beside its channel. */
export function showChannel(state: PageState, channelId: string): PageState {
  const channel = state.channels[channelId];
  const unread = new Set([...state.unread].filter((id) => id !== channelId));
  const common = { menu: null, isSidebarOpen: false } as const;
  if (channel !== undefined && isThread(channel)) {
    const parentId = channel.parent_id ?? state.view.channelId;
    const view = { ...common, threadId: channelId, channelId: parentId, panel: 'thread' as const };
    return changeView({ ...state, unread }, view);
  }
  const panel = state.view.panel === 'thread' ? null : state.view.panel;
  return changeView({ ...state, unread }, { ...common, channelId, threadId: null, panel, markedId: null });
}

/** Opens what stands at the right, or closes it where it is open already. */
export function togglePanel(state: PageState, panel: Panel): PageState {
  const next = state.view.panel === panel ? null : panel;
  return changeView(state, {
    panel: next,
    isSidebarOpen: false,
    ...(next !== 'thread' && { threadId: null }),
  });
}

/** Tells the person something in a line that goes away by itself. */
export function addNotice(state: PageState, notice: Notice): PageState {
  return { ...state, notices: [...state.notices.slice(-2), notice] };
}

/** Takes a line away. */
export function removeNotice(state: PageState, id: number): PageState {
  return { ...state, notices: state.notices.filter((notice) => notice.id !== id) };
}
