import { html, nothing, type TemplateResult } from 'lit-html';
import type { Page } from '../page.ts';
import type { Panel } from '../state/page-state.ts';
import { findRecipient, nameChannel } from '../state/selectors.ts';
import { changeView, togglePanel } from '../state/view-changes.ts';
import { CHANNEL_TYPES } from '../state/world-changes.ts';
import { renderAvatar, renderBadge } from './avatar.ts';
import { focusLater, keepFocus } from './focus.ts';
import { ICONS } from './icons.ts';

/** The name of the channel, and the switches of what stands beside it. */
export function renderTopBar(page: Page): TemplateResult {
  const state = page.store.get();
  const channel = state.channels[state.view.channelId ?? ''];
  const isDirect = channel?.type === CHANNEL_TYPES.direct;
  const partner = isDirect ? findRecipient(state, channel) : undefined;
  const openSidebar = (): void => {
    keepFocus();
    page.store.update((known) =>
      changeView(known, { isSidebarOpen: !known.view.isSidebarOpen, panel: null }),
    );
    focusSidebar();
  };
  return html`<header class="top-bar">
    <button
      type="button"
      class="icon-button only-narrow"
      aria-label="Channels${state.unread.size === 0 ? '' : ' (new messages)'}"
      aria-expanded=${state.view.isSidebarOpen}
      aria-controls="sidebar"
      @click=${openSidebar}
    >
      ${ICONS.menu}${state.unread.size === 0 ? nothing : html`<span class="unread-dot"></span>`}
    </button>
    <span class="top-sign" aria-hidden="true">${isDirect ? renderAvatar(partner, 'small') : ICONS.hash}</span>
    <h1 class="top-name" dir="auto">
      ${channel === undefined ? 'Footnote playground' : nameChannel(state, channel)}
    </h1>
    ${renderBadge(partner)}
    <p class="top-topic" dir="auto">${channel?.topic ?? ''}</p>
    <div class="top-buttons">
      ${
        state.extras === null
          ? nothing
          : html`${renderToggle(page, 'articles', 'Articles', ICONS.book)}
            ${renderToggle(page, 'faults', 'Break things', ICONS.bolt)}`
      }
      ${renderToggle(page, 'members', 'Members', ICONS.people)}
    </div>
  </header>`;
}

function focusSidebar(): void {
  setTimeout(() => {
    document.querySelector<HTMLElement>('.sidebar.open button')?.focus();
  });
}

function renderToggle(page: Page, panel: Panel, label: string, icon: TemplateResult): TemplateResult {
  const isOpen = page.store.get().view.panel === panel;
  const toggle = (): void => {
    keepFocus();
    page.store.update((state) => togglePanel(state, panel));
    if (!isOpen && panel !== 'members') focusLater(`panel-${panel}`);
  };
  return html`<button
    type="button"
    class="icon-button top-button ${isOpen ? 'pressed' : ''}"
    aria-expanded=${isOpen}
    aria-label=${label}
    title=${label}
    @click=${toggle}
  >
    ${icon}<span class="top-button-words" aria-hidden="true">${label}</span>
  </button>`;
}
