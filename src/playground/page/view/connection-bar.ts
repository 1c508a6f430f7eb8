import { html, nothing } from 'lit-html';
import type { Page } from '../page.ts';
import { findBot, nameUser } from '../state/selectors.ts';
import { renderBuild } from './build-view.ts';

/** A line where something is not as it should be: this page has no connection, or the bot is away. */
export function renderConnectionBar(page: Page): unknown {
  const state = page.store.get();
  const { status } = state.connection;
  if (status === 'refused') {
    return html`<div class="bar warning" role="status">
      The server does not know this page any more.
      <button
        type="button"
        class="text-button"
        @click=${() => {
          location.reload();
        }}
      >
        Reload
      </button>
    </div>`;
  }
  if (status === 'waiting' || (status === 'connecting' && state.me !== null)) {
    const retry = (): void => {
      page.gateway.retryNow();
    };
    return html`<div class="bar warning" role="status">
      ${status === 'waiting' ? 'The connection is lost. Trying again …' : 'Connecting again …'}
      <button type="button" class="text-button" @click=${retry}>Try now</button>
    </div>`;
  }
  const build = state.extras?.state?.build ?? null;
  if (build !== null && state.view.panel !== 'articles')
    return html`<div class="bar">${renderBuild(build)}</div>`;
  const bot = findBot(state);
  if (status !== 'ready' || bot === undefined || state.online.has(bot.id)) return nothing;
  return html`<div class="bar" role="status">
    ${nameUser(bot)} is offline. What you write now, it does not see; it comes back by itself.
  </div>`;
}
