import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { MAX_CONTENT_LENGTH, sendComposed } from '../actions/send-message.ts';
import type { Page } from '../page.ts';
import { changeComposer, readComposer } from '../state/composer-changes.ts';
import { readHistory } from '../state/message-changes.ts';
import { listTyping, nameChannel, nameUser } from '../state/selectors.ts';
import { CHANNEL_TYPES } from '../state/world-changes.ts';
import { renderCommandFields, renderOptionHelp } from './command-fields.ts';
import { typeText } from './composer-actions.ts';
import { submitDraft, takeTextKey } from './composer-keys.ts';
import { renderComposerList } from './composer-list.ts';
import { listRows } from './composer-rows.ts';
import { ICONS } from './icons.ts';

/** From here on the characters that are left are counted. */
const COUNT_FROM = 1800;

/** Where messages and commands are typed. */
export function renderComposer(page: Page, channelId: string): TemplateResult {
  const state = page.store.get();
  const composer = readComposer(state, channelId);
  const { draft, text } = composer;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (draft === null) sendComposed(page, channelId);
    else submitDraft(page, channelId);
  };
  const left = MAX_CONTENT_LENGTH - text.length;
  return html`<form class="composer" id="write-${channelId}" @submit=${submit}>
    ${renderComposerList(page, channelId)} ${draft === null ? nothing : renderOptionHelp(draft, channelId)}
    ${renderReplyBar(page, channelId, composer.replyToId)}
    <div class="composer-box">
      ${draft === null ? renderText(page, channelId, text) : renderCommandFields(page, channelId, draft)}
      ${text.length < COUNT_FROM ? nothing : html`<span class="count ${left < 0 ? 'over' : ''}">${left}</span>`}
      <button
        type="submit"
        id="send-${channelId}"
        class="icon-button send"
        aria-label=${draft === null ? 'Send message' : 'Run command'}
        title=${draft === null ? 'Send' : 'Run'}
        ?disabled=${left < 0}
      >
        ${ICONS.send}
      </button>
    </div>
    ${renderTyping(page, channelId)}
  </form>`;
}

function renderText(page: Page, channelId: string, text: string): TemplateResult {
  const state = page.store.get();
  const channel = state.channels[channelId];
  const name = nameChannel(state, channel);
  const rows = listRows(state, channelId);
  const { activeRow } = readComposer(state, channelId);
  const isOpen = rows !== null && rows.length > 0;
  const place = channel?.type === CHANNEL_TYPES.text ? `#${name}` : name;
  const type = ({ target }: Event): void => {
    const { value, selectionStart } = target as HTMLTextAreaElement;
    typeText(page, channelId, value, selectionStart);
  };
  const follow = ({ target }: Event): void => {
    const caret = (target as HTMLTextAreaElement).selectionStart;
    if (caret === readComposer(page.store.get(), channelId).caret) return;
    page.store.update((known) => changeComposer(known, channelId, { caret }));
  };
  return html`<textarea
    id="composer-${channelId}"
    class="composer-text"
    rows="1"
    dir="auto"
    placeholder="Message ${place}"
    aria-label="Message ${place}"
    aria-autocomplete="list"
    aria-controls=${isOpen ? `list-${channelId}` : nothing}
    aria-activedescendant=${isOpen ? `list-${channelId}-${activeRow}` : nothing}
    .value=${live(text)}
    @input=${type}
    @keyup=${follow}
    @click=${follow}
    @keydown=${(event: KeyboardEvent) => {
      takeTextKey(page, channelId, event);
    }}
  ></textarea>`;
}

function renderReplyBar(page: Page, channelId: string, replyToId: string | null): unknown {
  const message = readHistory(page.store.get(), channelId).messages.find(({ id }) => id === replyToId);
  if (message === undefined) return nothing;
  const cancel = (): void => {
    page.store.update((state) => changeComposer(state, channelId, { replyToId: null }));
  };
  return html`<div class="reply-bar">
    <span>Replying to <strong dir="auto">${nameUser(message.author)}</strong></span>
    <button type="button" class="icon-button small" aria-label="Do not reply" @click=${cancel}>
      ${ICONS.close}
    </button>
  </div>`;
}

function renderTyping(page: Page, channelId: string): TemplateResult {
  const names = listTyping(page.store.get(), channelId);
  const words =
    names.length === 0 ? '' : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing…`;
  return html`<p class="typing" aria-live="polite">
    ${words === '' ? nothing : html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${words}`}
  </p>`;
}
