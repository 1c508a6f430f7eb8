import { html, nothing, type TemplateResult } from 'lit-html';
import type { APIUser } from 'discord-api-types/v10';
import type { Page } from '../page.ts';
import { listPeople, nameUser } from '../state/selectors.ts';
import { renderAvatar, renderBadge } from './avatar.ts';

/** Who is here, those who are online first. */
export function renderMemberList(page: Page): TemplateResult {
  const state = page.store.get();
  const people = listPeople(state, state.view.channelId);
  const online = people.filter(({ id }) => state.online.has(id));
  const offline = people.filter(({ id }) => !state.online.has(id));
  return html`<div class="panel-scroll">
    ${renderGroup('Online', online, true)}${renderGroup('Offline', offline, false)}
  </div>`;
}

function renderGroup(title: string, people: readonly APIUser[], isOnline: boolean): unknown {
  if (people.length === 0) return nothing;
  return html`<h3 class="section-name" id="members-${title}">${title} — ${people.length}</h3>
    <ul class="members" aria-labelledby="members-${title}">
      ${people.map(
        (user) =>
          html`<li class="member ${isOnline ? '' : 'away'}">
            <span class="presence-wrap"
              >${renderAvatar(user)}<span class="presence ${isOnline ? 'on' : ''}"></span
            ></span>
            <span class="member-name" dir="auto">${nameUser(user)}</span>${renderBadge(user)}
          </li>`,
      )}
    </ul>`;
}
