import { html, nothing, type TemplateResult } from 'lit-html';
import { openDirect } from '../actions/open-channel.ts';
import { sendText } from '../actions/send-message.ts';
import type { Page } from '../page.ts';
import { findBot, findRecipient, nameChannel, nameUser } from '../state/selectors.ts';
import { CHANNEL_TYPES, isThread } from '../state/world-changes.ts';
import { renderAvatar } from './avatar.ts';
import { ICONS } from './icons.ts';

/** What stands above the first message: what this place is for, and questions to begin with. */
export function renderWelcome(page: Page, channelId: string): TemplateResult {
  const state = page.store.get();
  const channel = state.channels[channelId];
  if (channel === undefined) return html``;
  const isDirect = channel.type === CHANNEL_TYPES.direct;
  const name = nameChannel(state, channel);
  const sign = isDirect
    ? renderAvatar(findRecipient(state, channel), 'large')
    : html`<span class="welcome-sign">${isThread(channel) ? ICONS.thread : ICONS.hash}</span>`;
  return html`<section class="welcome">
    ${sign}
    <h2 dir="auto">${isDirect || isThread(channel) ? name : `Welcome to #${name}`}</h2>
    <p class="welcome-text">${explain(page, channelId, isDirect)}</p>
    ${isThread(channel) ? nothing : renderExamples(page, channelId)}
  </section>`;
}

function explain(page: Page, channelId: string, isDirect: boolean): string {
  const state = page.store.get();
  const bot = nameUser(findBot(state));
  const { topic } = state.channels[channelId] ?? {};
  if (isDirect)
    return `This is the beginning of your direct messages with ${nameUser(findRecipient(state, state.channels[channelId] ?? { id: '', type: 1 }))}.`;
  const { extras, channels } = state;
  const parent = channels[channels[channelId]?.parent_id ?? ''];
  if (parent !== undefined) return `This is a thread in #${nameChannel(state, parent)}.`;
  if (extras !== null && channelId === extras.session.channels.answers) {
    return `Every question here is answered: ${bot} quotes from the articles, with a footnote to each quote, or says that they do not tell. Type / for its commands.`;
  }
  if (extras !== null && channelId === extras.session.channels.general) {
    return `Here ${bot} answers when it is mentioned. Type @ to mention it, or / for its commands.`;
  }
  return topic ?? 'This is the beginning of the channel.';
}

function renderExamples(page: Page, channelId: string): unknown {
  const state = page.store.get();
  const { extras } = state;
  if (extras === null || extras.session.examples.length === 0) return nothing;
  const isOnline = state.connection.status === 'ready' && state.online.has(extras.session.botId);
  const needsMention = channelId === extras.session.channels.general;
  const ask = (question: string): void => {
    sendText(page, channelId, needsMention ? `<@${extras.session.botId}> ${question}` : question);
  };
  const direct = Object.values(state.channels).find(({ type }) => type === CHANNEL_TYPES.direct);
  const write = (): void => void openDirect(page, extras.session.botId, direct?.id ?? null);
  return html`<div class="examples" role="group" aria-label="Example questions">
    <span class="examples-title">Try one of these</span>
    ${extras.session.examples.map(
      (question) =>
        html`<button
          type="button"
          class="example"
          ?disabled=${!isOnline}
          dir="auto"
          @click=${() => {
            ask(question);
          }}
        >
          ${question}
        </button>`,
    )}
    ${
      channelId === extras.session.channels.answers
        ? html`<button type="button" class="text-button" @click=${write}>
            or write to ${nameUser(findBot(state))} directly
          </button>`
        : nothing
    }
  </div>`;
}
