import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { Page } from '../page.ts';
import { readComposer } from '../state/composer-changes.ts';
import { nameUser } from '../state/selectors.ts';
import { renderAvatar, renderBadge } from './avatar.ts';
import { chooseRow } from './composer-actions.ts';
import { listRows, type Row } from './composer-rows.ts';

const TITLES = { command: 'Commands', mention: 'Members', choice: 'Choices' } as const;

/** The list above the composer, as a listbox that the field points into. */
export function renderComposerList(page: Page, channelId: string): unknown {
  const state = page.store.get();
  const rows = listRows(state, channelId);
  if (rows === null) return nothing;
  const { draft, activeRow } = readComposer(state, channelId);
  const kind = rows[0]?.kind ?? (draft === null ? 'command' : 'choice');
  const title = (kind === 'choice' ? draft?.focused : null) ?? TITLES[kind];
  return html`<div class="list">
    <div class="list-title" id="list-title-${channelId}">${title}</div>
    <div
      class="list-rows"
      id="list-${channelId}"
      role="listbox"
      tabindex="0"
      aria-labelledby="list-title-${channelId}"
    >
      ${rows.map((row, index) => renderRow(page, channelId, row, index, index === activeRow))}
    </div>
    ${rows.length === 0 ? html`<p class="list-empty">${draft === null ? 'No command has that name.' : 'No choices fit. You can send what you typed.'}</p>` : nothing}
    <p class="unseen" role="status">${countRows(rows)}</p>
  </div>`;
}

function countRows(rows: readonly Row[]): string {
  return `${rows.length === 1 ? '1 entry' : `${rows.length} entries`}. Use the arrow keys, Enter chooses.`;
}

function renderRow(
  page: Page,
  channelId: string,
  row: Row,
  index: number,
  isActive: boolean,
): TemplateResult {
  const choose = (event: Event): void => {
    // The field keeps the focus.
    event.preventDefault();
    chooseRow(page, channelId, row);
  };
  return html`<div
    class="list-row ${isActive ? 'active' : ''}"
    id="list-${channelId}-${index}"
    role="option"
    aria-selected=${isActive}
    @mousedown=${choose}
    ${isActive ? ref(scrollIntoSight) : nothing}
  >
    ${renderRowWords(row)}
  </div>`;
}

function renderRowWords(row: Row): TemplateResult {
  if (row.kind === 'mention') {
    return html`${renderAvatar(row.user, 'small')}<span class="row-name" dir="auto"
        >${nameUser(row.user)}</span
      >${renderBadge(row.user)}<span class="row-side">${row.user.username}</span>`;
  }
  if (row.kind === 'choice') return html`<span class="row-name" dir="auto">${row.choice.name}</span>`;
  const { entry } = row;
  return html`<span class="row-name">/${entry.path.join(' ')}</span>
    ${entry.options.map(
      ({ name, isRequired }) =>
        html`<span
          class="row-option ${isRequired ? 'required' : ''}"
          title=${isRequired ? 'required' : 'optional'}
          >${name}${isRequired ? html`<span class="unseen"> (required)</span>` : nothing}</span
        >`,
    )}
    <span class="row-text">${entry.description}</span>`;
}

function scrollIntoSight(element: Element | undefined): void {
  setTimeout(() => {
    element?.scrollIntoView({ block: 'nearest' });
  });
}
