import './styles/main.css';
import { render } from 'lit-html';
import { watchDrops } from './actions/watch-drops.ts';
import { loadHistory, openChannel, readPlace } from './actions/open-channel.ts';
import { takeDispatch } from './actions/take-dispatch.ts';
import { describeFailure } from './actions/tell.ts';
import { watchExtras } from './actions/watch-extras.ts';
import { loadSession } from './extras/extras-client.ts';
import type { Page } from './page.ts';
import { INITIAL_STATE } from './state/page-state.ts';
import { listTextChannels, nameChannel } from './state/selectors.ts';
import { createStore } from './state/store.ts';
import { changeView } from './state/view-changes.ts';
import { renderApp } from './view/app.ts';
import { focusLater } from './view/focus.ts';
import { renderLogin } from './view/login.ts';
import { useStoredTheme } from './view/theme-switch.ts';
import { GatewayClient } from './wire/gateway-client.ts';
import { RestClient } from './wire/rest-client.ts';

/** Below this width, panels lie above the messages; the same number stands in styles/layout.css. */
const NARROW = '(max-width: 760px)';
const root = document.getElementById('app') ?? document.body;
const store = createStore(INITIAL_STATE);
const rest = new RestClient('/api/v10');
const gatewayUrl = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/gateway/`;
const gateway = new GatewayClient(gatewayUrl, {
  onDispatch: (type, data) => {
    takeDispatch(page, type, data);
    if (type === 'READY') arrive();
  },
  onConnecting: () => {
    store.update((state) => ({ ...state, connection: { status: 'connecting', retryAtMs: 0 } }));
  },
  onLost: (retryAtMs) => {
    store.update((state) => ({ ...state, connection: { status: 'waiting', retryAtMs } }));
  },
  onResumed: () => {
    store.update((state) => ({ ...state, connection: { status: 'ready', retryAtMs: 0 } }));
  },
  onRefused: () => {
    void beginAgain();
  },
});
const page: Page = { store, rest, gateway };
let hasArrived = false;

/** READY came, for the first time or again after a session was lost. */
function arrive(): void {
  const { channels, guilds, extras, view, histories } = store.get();
  if (hasArrived) {
    // What was said in between is not told again: it is read.
    for (const id of Object.keys(histories)) if (channels[id] !== undefined) void loadHistory(page, id);
    if (view.channelId !== null && channels[view.channelId] !== undefined) return;
  }
  hasArrived = true;
  const place = readPlace();
  const first = extras?.session.channels.answers ?? listTextChannels(store.get(), guilds[0]?.id ?? '')[0]?.id;
  const start = place !== null && channels[place] !== undefined ? place : first;
  if (start === undefined) return;
  openChannel(page, start);
  if (!view.isNarrow) focusLater(`composer-${start}`);
}

/** The token is not known any more: the server was started anew. A playground gives another. */
async function beginAgain(): Promise<void> {
  const session = await loadSession().catch(() => null);
  if (session === null || session.token === store.get().extras?.session.token) {
    store.update((state) => ({ ...state, connection: { status: 'refused', retryAtMs: 0 } }));
    return;
  }
  store.update((state) => ({
    ...state,
    histories: {},
    commands: {},
    view: { ...state.view, channelId: null, threadId: null },
    extras: { session, state: null, articlesNote: '', faultNote: '' },
  }));
  hasArrived = false;
  logIn(session.token);
}

function logIn(token: string): void {
  rest.useToken(token);
  gateway.start(token);
}

function draw(): void {
  const state = store.get();
  render(renderApp(page), root);
  const channel = state.channels[state.view.channelId ?? ''];
  const marks = state.unread.size > 0 ? '• ' : '';
  document.title =
    channel === undefined ? 'Playground' : `${marks}${nameChannel(state, channel)} · Playground`;
}

function watchWidth(): void {
  const query = matchMedia(NARROW);
  const follow = (): void => {
    const isNarrow = query.matches;
    store.update((state) =>
      changeView(state, {
        isNarrow,
        panel: state.view.panel ?? (isNarrow || innerWidth < 1100 ? null : 'members'),
      }),
    );
  };
  query.addEventListener('change', follow);
  follow();
}

async function start(): Promise<void> {
  useStoredTheme(page);
  watchWidth();
  watchDrops(page);
  try {
    const session = await loadSession();
    root.replaceChildren();
    if (session === null) {
      render(renderLogin(begin), root);
      return;
    }
    store.update((state) => ({
      ...state,
      extras: { session, state: null, articlesNote: '', faultNote: '' },
    }));
    watchExtras(page);
    begin(session.token);
  } catch (error) {
    root.textContent = `The playground cannot be opened: ${describeFailure(error)} Reload the page to try again.`;
  }
}

function begin(token: string): void {
  store.subscribe(draw);
  draw();
  logIn(token);
}

void start();
