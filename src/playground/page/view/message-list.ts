import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { loadHistory, loadOlder } from '../actions/open-channel.ts';
import { resend } from '../actions/send-message.ts';
import { scrollToNewest } from '../actions/scroll-to-newest.ts';
import type { Page } from '../page.ts';
import { readHistory, settleOutgoing } from '../state/message-changes.ts';
import type { History, Outgoing } from '../state/page-state.ts';
import { nameChannel, nameUser } from '../state/selectors.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { renderAvatar } from './avatar.ts';
import { renderCalls } from './call-view.ts';
import { countDays, formatTimestamp } from './format-time.ts';
import { renderMarkdown } from './markdown-view.ts';
import { renderMessage } from './message-view.ts';
import { renderWelcome } from './welcome.ts';

/** Messages of one author that follow each other within this time stand together. */
const GROUP_MS = 7 * 60_000;
/** More than this far above the newest message, one does not see it come, in CSS pixels. */
const AWAY_PX = 300;

/**
 * The messages of a channel. A new element for each channel, so that a screen reader tells of what comes, and not of
 * what was there already.
 */
export function renderMessageList(page: Page, channelId: string): TemplateResult {
  const state = page.store.get();
  const history = readHistory(state, channelId);
  const label = `Messages in ${nameChannel(state, state.channels[channelId])}`;
  return html`${keyed(
    channelId,
    html`<div
        class="log"
        id="log-${channelId}"
        @scroll=${markAway}
        tabindex="0"
        role="log"
        aria-live="polite"
        aria-label=${label}
      >
        <div class="log-inner">
          ${renderTop(page, channelId, history)}
          <ol class="messages">
            ${repeat(
              history.messages,
              ({ id }) => id,
              (message, index) => renderEntry(page, message, history.messages[index - 1]),
            )}
            ${history.outgoing.map((sent) => renderOutgoing(page, channelId, sent))}
            ${renderCalls(page, channelId)}
          </ol>
        </div>
      </div>
      <button
        type="button"
        class="button secondary to-newest"
        @click=${() => {
          scrollToNewest(channelId);
        }}
      >
        Newest messages
      </button>`,
  )}`;
}

/** Far from the newest message, a button leads back to it; styles/messages.css shows it. */
function markAway({ currentTarget }: Event): void {
  const log = currentTarget as HTMLElement;
  log.toggleAttribute('data-away', log.scrollTop < -AWAY_PX);
}

function renderTop(page: Page, channelId: string, history: History): unknown {
  if (history.status === 'failed') {
    const retry = (): void => void loadHistory(page, channelId);
    return html`<div class="list-note">
      The messages could not be loaded.
      <button type="button" class="text-button" @click=${retry}>Try again</button>
    </div>`;
  }
  if (history.status === 'loading' && history.messages.length === 0) {
    return html`<div class="ghosts" aria-hidden="true"><i></i><i></i><i></i></div>`;
  }
  if (!history.hasOlder) return renderWelcome(page, channelId);
  const older = (): void => void loadOlder(page, channelId);
  return html`<div class="list-note">
    <button type="button" class="button secondary" @click=${older}>Show older messages</button>
  </div>`;
}

function renderEntry(page: Page, message: WireMessage, before: WireMessage | undefined): unknown {
  const atMs = Date.parse(message.timestamp);
  const beforeMs = Date.parse(before?.timestamp ?? '');
  const isNewDay = before === undefined || countDays(beforeMs, atMs) !== 0;
  const isGrouped = !isNewDay && before.author.id === message.author.id && atMs - beforeMs < GROUP_MS;
  const day = isNewDay
    ? html`<li class="day"><span>${formatTimestamp(atMs, 'D', Date.now())}</span></li>`
    : nothing;
  return html`${day}${renderMessage(page, message, isGrouped)}`;
}

/** A message on its way, or one that was refused. */
function renderOutgoing(page: Page, channelId: string, sent: Outgoing): TemplateResult {
  const { me } = page.store.get();
  const again = (): void => {
    resend(page, channelId, sent);
  };
  const drop = (): void => {
    page.store.update((state) => settleOutgoing(state, channelId, sent.nonce, null));
  };
  return html`<li class="message full outgoing ${sent.failure === null ? '' : 'failed'}">
    ${renderAvatar(me ?? undefined)}
    <div class="message-main">
      <h3 class="author"><span class="author-name" dir="auto">${nameUser(me ?? undefined)}</span></h3>
      <div class="content">${renderMarkdown(page, sent.content, sent.nonce)}</div>
      ${
        sent.failure === null
          ? nothing
          : html`<p class="call-failure" role="alert">
              Not sent: ${sent.failure}
              <button type="button" class="text-button" @click=${again}>Try again</button>
              <button type="button" class="text-button" @click=${drop}>Discard</button>
            </p>`
      }
    </div>
  </li>`;
}
