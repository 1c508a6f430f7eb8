import { html, nothing, type TemplateResult } from 'lit-html';
import { jumpToMessage, openChannel } from '../actions/open-channel.ts';
import type { Page } from '../page.ts';
import { nameUser } from '../state/selectors.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { removeMessage } from '../state/message-changes.ts';
import { renderAttachments } from './attachment-view.ts';
import { renderAvatar, renderBadge } from './avatar.ts';
import { renderCallFailure } from './call-view.ts';
import { renderComponents } from './component-view.ts';
import { renderEmbeds } from './embed-view.ts';
import { formatMessageTime, formatTimestamp } from './format-time.ts';
import { ICONS } from './icons.ts';
import { renderMarkdown, renderPlainLine } from './markdown-view.ts';
import { watchMenuGestures } from './message-gestures.ts';
import { openMenuAt } from './message-menu.ts';
import { replyTo } from './reply-to.ts';

/** MessageFlags and MessageType (resources/message.mdx). */
export const FLAGS = { ephemeral: 64, loading: 128 };
const TYPES = { reply: 19, chatCommand: 20, menuCommand: 23 };
/** System messages that are lines of their own; the page says no more of them than this. */
const SYSTEM_WORDS: Readonly<Record<number, string>> = {
  7: 'joined the server',
  18: 'started a thread',
  21: 'started this thread',
};

/** One message; `isGrouped` where it follows another of the same author at once. */
export function renderMessage(page: Page, message: WireMessage, isGrouped: boolean): TemplateResult {
  const { id, author } = message;
  const state = page.store.get();
  const flags = message.flags ?? 0;
  const isEphemeral = (flags & FLAGS.ephemeral) !== 0;
  const head = renderHead(page, message);
  const isFull = !isGrouped || head !== nothing;
  const mentionsMe = message.mentions.some((user) => user.id === state.me?.id) && author.id !== state.me?.id;
  const marks = [
    isFull ? 'full' : 'grouped',
    isEphemeral ? 'ephemeral' : '',
    mentionsMe ? 'mentions-me' : '',
    state.view.markedId === id ? 'marked' : '',
  ];
  const { onContextMenu, onPointerDown, onPointerEnd } = watchMenuGestures(page, message);
  return html`<li
    class="message ${marks.join(' ')}"
    id="message-${id}"
    data-message-id=${id}
    data-author=${author.bot === true ? 'bot' : 'person'}
    @contextmenu=${onContextMenu}
    @pointerdown=${onPointerDown}
    @pointerup=${onPointerEnd}
    @pointercancel=${onPointerEnd}
    @pointermove=${onPointerEnd}
  >
    ${head} ${isFull ? renderAvatar(author) : renderSideTime(message)}
    <div class="message-main">
      ${isFull ? renderAuthor(message) : nothing} ${renderBody(page, message, flags)}
      ${isEphemeral ? renderEphemeralFoot(page, message) : nothing} ${renderThreadCard(page, message)}
    </div>
    ${renderToolbar(page, message, isEphemeral)}
  </li>`;
}

function renderBody(page: Page, message: WireMessage, flags: number): unknown {
  if ((flags & FLAGS.loading) !== 0) {
    return html`<p class="thinking">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${nameUser(message.author)} is
      thinking…
    </p>`;
  }
  const words = SYSTEM_WORDS[message.type as number];
  if (words !== undefined) return html`<p class="system">${nameUser(message.author)} ${words}.</p>`;
  return html`${
    message.content === ''
      ? nothing
      : html`<div class="content">
          ${renderMarkdown(page, message.content, message.id)}${
            message.edited_timestamp === null ? nothing : html`<span class="edited">(edited)</span>`
          }
        </div>`
  }${renderEmbeds(page, message)}${renderAttachments(message)}${renderComponents(page, message)}${renderCallFailure(
    page,
    message,
  )}`;
}

function renderAuthor(message: WireMessage): TemplateResult {
  const atMs = Date.parse(message.timestamp);
  return html`<h3 class="author">
    <span class="author-name" dir="auto">${nameUser(message.author)}</span>${renderBadge(message.author)}
    <time class="when" datetime=${message.timestamp} title=${formatTimestamp(atMs, 'F', Date.now())}
      >${formatMessageTime(atMs, Date.now())}</time
    >
  </h3>`;
}

function renderSideTime(message: WireMessage): TemplateResult {
  return html`<time class="side-time" datetime=${message.timestamp}
    >${formatTimestamp(Date.parse(message.timestamp), 't', Date.now())}</time
  >`;
}

/** What the message answers: a message, or somebody's command. */
function renderHead(page: Page, message: WireMessage): unknown {
  const type = message.type as number;
  const referenced = message.referenced_message ?? null;
  const metadata = message.interaction_metadata as
    { readonly user?: WireMessage['author']; readonly name?: string } | undefined;
  if (type === TYPES.chatCommand || (type === TYPES.menuCommand && referenced === null)) {
    const user = metadata?.user ?? message.interaction?.user;
    const name = message.interaction?.name ?? metadata?.name;
    if (user === undefined) return nothing;
    return html`<div class="message-head">
      ${renderAvatar(user, 'small')}<span class="head-name">${nameUser(user)}</span> used
      <span class="mention"
        >${name === undefined ? 'a command' : `${type === TYPES.chatCommand ? '/' : ''}${name}`}</span
      >
    </div>`;
  }
  if (type !== TYPES.reply && type !== TYPES.menuCommand) return nothing;
  if (referenced === null)
    return html`<div class="message-head"><em>The original message was deleted.</em></div>`;
  const jump = (): void => {
    jumpToMessage(page, referenced.channel_id, referenced.id);
  };
  const words = describeReferenced(page, referenced);
  return html`<div class="message-head">
    ${renderAvatar(referenced.author, 'small')}<span class="head-name">${nameUser(referenced.author)}</span
    ><button type="button" class="head-words" dir="auto" @click=${jump}>${words}</button>
  </div>`;
}

function describeReferenced(
  page: Page,
  { content, embeds }: Pick<WireMessage, 'content' | 'embeds'>,
): string {
  const words = [content, embeds[0]?.title, embeds[0]?.description].map((text) =>
    renderPlainLine(page, text ?? ''),
  );
  return words.find((line) => line !== '') ?? 'See the message';
}

function renderEphemeralFoot(page: Page, message: WireMessage): TemplateResult {
  const dismiss = (): void => {
    page.store.update((state) => removeMessage(state, message.channel_id, message.id));
  };
  return html`<p class="ephemeral-foot">
    ${ICONS.eye}<span>Only you can see this</span><span aria-hidden="true"> • </span
    ><button type="button" class="text-button" @click=${dismiss}>Dismiss message</button>
  </p>`;
}

function renderThreadCard(page: Page, message: WireMessage): unknown {
  const thread = page.store.get().channels[message.thread?.id ?? message.id];
  if (thread?.parent_id !== message.channel_id) return nothing;
  const open = (): void => {
    openChannel(page, thread.id);
  };
  return html`<button type="button" class="thread-card" @click=${open}>
    ${ICONS.thread}<span class="thread-name" dir="auto">${thread.name}</span
    ><span class="thread-more">See thread ›</span>
  </button>`;
}

function renderToolbar(page: Page, message: WireMessage, isEphemeral: boolean): TemplateResult {
  const reply = (): void => {
    replyTo(page, message);
  };
  const more = (event: Event): void => {
    const { left, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    openMenuAt(page, message, left, bottom);
  };
  const name = nameUser(message.author);
  return html`<div class="toolbar">
    ${
      isEphemeral
        ? nothing
        : html`<button
            type="button"
            class="icon-button"
            aria-label="Reply to ${name}"
            title="Reply"
            @click=${reply}
          >
            ${ICONS.reply}
          </button>`
    }
    <button
      type="button"
      class="icon-button"
      aria-label="More actions for the message of ${name}"
      aria-haspopup="menu"
      title="More"
      @click=${more}
    >
      ${ICONS.more}
    </button>
  </div>`;
}
