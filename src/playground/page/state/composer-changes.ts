import type { Draft } from '../commands/command-draft.ts';
import { EMPTY_COMPOSER, type ComposerState, type PageState } from './page-state.ts';

/** What stands in the composer of a channel. */
export function readComposer(state: PageState, channelId: string): ComposerState {
  return state.composers[channelId] ?? EMPTY_COMPOSER;
}

/** Changes the composer of a channel. */
export function changeComposer(
  state: PageState,
  channelId: string,
  change: Partial<ComposerState>,
): PageState {
  const composer = { ...readComposer(state, channelId), ...change };
  return { ...state, composers: { ...state.composers, [channelId]: composer } };
}

/** Changes the draft of a command; nothing happens where there is none. */
export function changeDraft(state: PageState, channelId: string, change: (draft: Draft) => Draft): PageState {
  const { draft } = readComposer(state, channelId);
  return draft === null ? state : changeComposer(state, channelId, { draft: change(draft) });
}
