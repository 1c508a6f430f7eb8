import { html, nothing, type TemplateResult } from 'lit-html';
import type { Page } from '../page.ts';
import { changeView } from '../state/view-changes.ts';
import { renderComposer } from './composer.ts';
import { renderConnectionBar } from './connection-bar.ts';
import { focusWithin, restoreFocus } from './focus.ts';
import { renderMessageList } from './message-list.ts';
import { renderMessageMenu } from './message-menu.ts';
import { renderModal } from './modal-view.ts';
import { closePanel, renderPanel } from './panel.ts';
import { renderNotices } from './notices.ts';
import { renderSidebar } from './sidebar.ts';
import { renderTopBar } from './top-bar.ts';

/** The whole page. */
export function renderApp(page: Page): TemplateResult {
  const { view } = page.store.get();
  const { channelId } = view;
  const isCovered = view.isNarrow && (view.isSidebarOpen || view.panel !== null);
  const skip = (event: Event): void => {
    event.preventDefault();
    focusWithin(`write-${channelId ?? ''}`);
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (view.isSidebarOpen) closeSidebar(page);
    else if (isCovered || (event.target as Element).closest('.panel') !== null) closePanel(page);
  };
  return html`<a class="skip" href="#write-${channelId ?? ''}" @click=${skip}>Skip to the message box</a>
    <div class="app ${view.panel === null ? '' : 'with-panel'}" @keydown=${escape}>
      ${renderSidebar(page)}
      ${
        view.isNarrow && view.isSidebarOpen
          ? html`<div
              class="shade"
              @click=${() => {
                closeSidebar(page);
              }}
            ></div>`
          : nothing
      }
      <main class="main" ?inert=${isCovered}>
        ${renderTopBar(page)} ${renderConnectionBar(page)}
        ${
          channelId === null
            ? html`<div class="conversation">
                <div class="ghosts"><i></i><i></i><i></i></div>
              </div>`
            : html`<div class="conversation">
                ${renderMessageList(page, channelId)}${renderComposer(page, channelId)}
              </div>`
        }
      </main>
      ${renderPanel(page)}
    </div>
    ${renderMessageMenu(page)} ${renderModal(page)} ${renderNotices(page)}
    ${
      view.isDragging
        ? html`<div class="drop-cover" aria-hidden="true"><p>Drop articles to add them</p></div>`
        : nothing
    }`;
}

function closeSidebar(page: Page): void {
  page.store.update((state) => changeView(state, { isSidebarOpen: false }));
  restoreFocus();
}
