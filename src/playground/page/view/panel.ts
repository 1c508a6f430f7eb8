import { html, nothing, type TemplateResult } from 'lit-html';
import type { Page } from '../page.ts';
import { changeView } from '../state/view-changes.ts';
import { renderArticlesPanel } from './articles-panel.ts';
import { renderFaultsPanel } from './faults-panel.ts';
import { restoreFocus } from './focus.ts';
import { ICONS } from './icons.ts';
import { renderMemberList } from './member-list.ts';
import { renderThread } from './thread-panel.ts';

const TITLES = { members: 'Members', faults: 'Break things', articles: 'Articles' } as const;

/** What stands at the right: members, a thread, the articles, or what can be broken. */
export function renderPanel(page: Page): unknown {
  const state = page.store.get();
  const { panel, threadId } = state.view;
  if (panel === null) return nothing;
  if (panel === 'thread') {
    const thread = state.channels[threadId ?? ''];
    if (thread === undefined) return nothing;
    return renderFrame(page, 'thread', thread.name ?? 'Thread', renderThread(page, thread.id));
  }
  const content = {
    members: renderMemberList,
    faults: renderFaultsPanel,
    articles: renderArticlesPanel,
  }[panel](page);
  return renderFrame(page, panel, TITLES[panel], content);
}

/** Closes it; the focus goes back to where it was. */
export function closePanel(page: Page): void {
  page.store.update((state) => changeView(state, { panel: null, threadId: null }));
  restoreFocus();
}

function renderFrame(page: Page, name: string, title: string, content: TemplateResult): TemplateResult {
  const close = (): void => {
    closePanel(page);
  };
  return html`<aside class="panel panel-${name}" id="panel-${name}" tabindex="-1" aria-label=${title}>
    <header class="panel-head">
      <h2 dir="auto">${title}</h2>
      <button type="button" class="icon-button" aria-label="Close ${title}" @click=${close}>
        ${ICONS.close}
      </button>
    </header>
    ${content}
  </aside>`;
}
