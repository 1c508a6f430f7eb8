import { html, nothing, type TemplateResult } from 'lit-html';
import { describeFailure } from '../actions/tell.ts';
import { sendFault } from '../extras/extras-client.ts';
import type { Extras, FaultKind } from '../extras/extras-types.ts';
import type { Page } from '../page.ts';

interface Fault {
  readonly kind: FaultKind;
  readonly title: string;
  readonly words: string;
  readonly done: string;
}

const FAULTS: readonly Fault[] = [
  {
    kind: 'drop-gateway',
    title: 'Drop the gateway',
    words: 'Cuts the bot’s connection without a word. It should come back by itself within seconds.',
    done: 'The connection is cut. Watch the mark beside the bot’s name.',
  },
  {
    kind: 'rate-limit',
    title: 'Answer 429',
    words: 'The next replies of the bot are told to wait. It should wait, and answer once.',
    done: 'The next replies are told to wait. Ask something.',
  },
  {
    kind: 'server-error',
    title: 'Answer 500',
    words: 'The next replies of the bot fail with an error of the server.',
    done: 'The next replies fail. Ask something.',
  },
  {
    kind: 'delay',
    title: 'Delay 4 s',
    words: 'Everything that the bot sends takes four seconds, until it is mended.',
    done: 'The bot is slow now. Ask something, or use a command.',
  },
  {
    kind: 'revoke-permission',
    title: 'Revoke a permission',
    words: 'The bot may not send messages in #ask-the-articles, until it is mended.',
    done: 'The bot may not write in #ask-the-articles now. Ask something there.',
  },
];

/** What can be broken between Discord and the bot, to watch it cope. Nothing of the page itself breaks. */
export function renderFaultsPanel(page: Page): TemplateResult {
  const { extras } = page.store.get();
  return html`<div class="panel-scroll faults">
    <p class="panel-text">
      Break something between Discord and the bot, then ask a question and watch it cope. This page itself is
      not touched.
    </p>
    ${FAULTS.map((fault) => renderFault(page, extras, fault))}
    <button
      type="button"
      class="button primary wide"
      @click=${() => void send(page, 'mend', 'All is mended.')}
    >
      Mend everything
    </button>
    <p class="panel-note" role="status">${extras?.faultNote ?? ''}</p>
  </div>`;
}

function renderFault(page: Page, extras: Extras | null, { kind, title, words, done }: Fault): TemplateResult {
  const mark = describeMark(extras, kind);
  return html`<section class="fault">
    <div>
      <h3>${title}${mark === '' ? nothing : html` <span class="tag warning">${mark}</span>`}</h3>
      <p id="fault-${kind}">${words}</p>
    </div>
    <button
      type="button"
      class="button danger"
      aria-label="Break: ${title}"
      aria-describedby="fault-${kind}"
      @click=${() => void send(page, kind, done)}
    >
      Break
    </button>
  </section>`;
}

/** What stands broken now. */
function describeMark(extras: Extras | null, kind: FaultKind): string {
  const state = extras?.state ?? null;
  if (state === null) return '';
  const { rateLimit, serverError, delayMs, revoked } = state.faults;
  switch (kind) {
    case 'drop-gateway':
      return state.bot === 'offline' ? 'offline' : '';
    case 'rate-limit':
      return rateLimit > 0 ? `${rateLimit} to come` : '';
    case 'server-error':
      return serverError > 0 ? `${serverError} to come` : '';
    case 'delay':
      return delayMs > 0 ? 'on' : '';
    default:
      return kind === 'revoke-permission' && revoked ? 'on' : '';
  }
}

async function send(page: Page, kind: FaultKind, done: string): Promise<void> {
  const faultNote = await sendFault(kind).then(
    () => done,
    (error: unknown) => describeFailure(error),
  );
  page.store.update((state) =>
    state.extras === null ? state : { ...state, extras: { ...state.extras, faultNote } },
  );
}
