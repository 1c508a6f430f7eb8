import { html, nothing, type TemplateResult } from 'lit-html';
import { openChannel } from '../actions/open-channel.ts';
import type { Page } from '../page.ts';
import { removeNotice } from '../state/view-changes.ts';

/** Lines that tell of something and go away by themselves. */
export function renderNotices(page: Page): TemplateResult {
  const { notices } = page.store.get();
  return html`<div class="notices" role="status">
    ${notices.map(({ id, text, channelId }) => {
      const read = (): void => {
        page.store.update((state) => removeNotice(state, id));
        if (channelId !== null) openChannel(page, channelId);
      };
      return html`<p>
        ${text}
        ${
          channelId === null
            ? nothing
            : html`<button type="button" class="text-button" @click=${read}>Read it</button>`
        }
      </p>`;
    })}
  </div>`;
}
