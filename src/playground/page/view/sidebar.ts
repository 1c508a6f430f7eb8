import { html, nothing, type TemplateResult } from 'lit-html';
import { openChannel, openDirect } from '../actions/open-channel.ts';
import type { Page } from '../page.ts';
import type { GuildEntry } from '../state/page-state.ts';
import { listDirectPartners, listTextChannels, listThreads, nameUser } from '../state/selectors.ts';
import type { WireChannel } from '../wire/wire-types.ts';
import { renderAvatar, renderBadge } from './avatar.ts';
import { ICONS } from './icons.ts';
import { renderThemeSwitch } from './theme-switch.ts';

/** The list of channels, threads and direct messages. */
export function renderSidebar(page: Page): TemplateResult {
  const { guilds, me, online, view } = page.store.get();
  const isHidden = view.isNarrow && !view.isSidebarOpen;
  return html`<nav
    class="sidebar ${view.isSidebarOpen ? 'open' : ''}"
    id="sidebar"
    aria-label="Channels"
    ?inert=${isHidden}
  >
    <div class="sidebar-scroll">
      ${guilds.map((guild) => renderGuild(page, guild))} ${renderDirects(page)}
    </div>
    <div class="me">
      <span class="presence-wrap"
        >${renderAvatar(me ?? undefined)}<span
          class="presence ${me !== null && online.has(me.id) ? 'on' : ''}"
        ></span
      ></span>
      <span class="me-name" dir="auto">${me === null ? '' : nameUser(me)}</span>
      ${renderThemeSwitch(page)}
    </div>
  </nav>`;
}

function renderGuild(page: Page, guild: GuildEntry): TemplateResult {
  const state = page.store.get();
  return html`<h2 class="guild-name" dir="auto">${guild.name}</h2>
    <h3 class="section-name" id="channels-${guild.id}">Text channels</h3>
    <ul class="channels" aria-labelledby="channels-${guild.id}">
      ${listTextChannels(state, guild.id).map(
        (channel) =>
          html`<li>
            ${renderChannel(page, channel, ICONS.hash)} ${renderThreads(page, listThreads(state, channel.id))}
          </li>`,
      )}
    </ul>`;
}

function renderThreads(page: Page, threads: readonly WireChannel[]): unknown {
  if (threads.length === 0) return nothing;
  return html`<ul class="channels threads" aria-label="Threads">
    ${threads.map((thread) => html`<li>${renderChannel(page, thread, ICONS.thread)}</li>`)}
  </ul>`;
}

function renderChannel(page: Page, channel: WireChannel, icon: TemplateResult): TemplateResult {
  const { view, unread } = page.store.get();
  const isShown = view.threadId === null ? view.channelId === channel.id : view.threadId === channel.id;
  const isParent = view.threadId !== null && view.channelId === channel.id;
  const isUnread = unread.has(channel.id);
  const open = (): void => {
    openChannel(page, channel.id);
  };
  return html`<button
    type="button"
    class="channel ${isShown ? 'shown' : ''} ${isParent ? 'parent' : ''} ${isUnread ? 'unread' : ''}"
    aria-current=${isShown ? 'page' : nothing}
    @click=${open}
  >
    ${icon}<span class="channel-name" dir="auto">${channel.name}</span>
    ${isUnread ? html`<span class="unseen"> (new messages)</span>` : nothing}
  </button>`;
}

function renderDirects(page: Page): unknown {
  const state = page.store.get();
  const partners = listDirectPartners(state);
  if (partners.length === 0) return nothing;
  return html`<h3 class="section-name" id="directs">Direct messages</h3>
    <ul class="channels" aria-labelledby="directs">
      ${partners.map(({ user, channelId }) => {
        const isShown = channelId !== null && state.view.channelId === channelId;
        const isUnread = channelId !== null && state.unread.has(channelId);
        const open = (): void => void openDirect(page, user.id, channelId);
        return html`<li>
          <button
            type="button"
            class="channel direct ${isShown ? 'shown' : ''} ${isUnread ? 'unread' : ''}"
            aria-current=${isShown ? 'page' : nothing}
            @click=${open}
          >
            <span class="presence-wrap"
              >${renderAvatar(user, 'small')}<span
                class="presence ${state.online.has(user.id) ? 'on' : ''}"
              ></span
            ></span>
            <span class="channel-name" dir="auto">${nameUser(user)}</span>${renderBadge(user)}
            <span class="unseen"
              >(${state.online.has(user.id) ? 'online' : 'offline'}${isUnread ? ', new messages' : ''})</span
            >
          </button>
        </li>`;
      })}
    </ul>`;
}
