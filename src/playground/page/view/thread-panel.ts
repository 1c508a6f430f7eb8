import { html, type TemplateResult } from 'lit-html';
import type { Page } from '../page.ts';
import { renderComposer } from './composer.ts';
import { renderMessageList } from './message-list.ts';

/** A thread beside its channel. */
export function renderThread(page: Page, threadId: string): TemplateResult {
  return html`<div class="conversation">
    ${renderMessageList(page, threadId)}${renderComposer(page, threadId)}
  </div>`;
}
