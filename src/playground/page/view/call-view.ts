import { html, nothing, type TemplateResult } from 'lit-html';
import type { Page } from '../page.ts';
import { removeCall } from '../state/call-changes.ts';
import type { Call } from '../state/page-state.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { ICONS } from './icons.ts';

/** Below a message: a component of it was used and nothing came of it. */
export function renderCallFailure(page: Page, message: WireMessage): unknown {
  const failed = page.store
    .get()
    .calls.find((call) => call.messageId === message.id && call.failure !== null);
  if (failed === undefined) return nothing;
  return html`<p class="call-failure" role="alert">This interaction failed. ${failed.failure}</p>`;
}

/** Commands and forms of a channel that were sent: on their way, or failed. */
export function renderCalls(page: Page, channelId: string): unknown {
  const calls = page.store
    .get()
    .calls.filter((call) => call.channelId === channelId && call.messageId === null);
  return calls.map((call) => renderCall(page, call));
}

function renderCall(page: Page, { nonce, label, failure }: Call): TemplateResult {
  if (failure === null) {
    return html`<li class="call"><span class="mention">${label}</span> Sending the command…</li>`;
  }
  const dismiss = (): void => {
    page.store.update((state) => removeCall(state, nonce));
  };
  return html`<li class="call failed">
    <span class="mention">${label}</span> <span class="call-failure">${failure}</span>
    <p class="ephemeral-foot">
      ${ICONS.eye}<span>Only you can see this</span><span aria-hidden="true"> • </span
      ><button type="button" class="text-button" @click=${dismiss}>Dismiss message</button>
    </p>
  </li>`;
}
