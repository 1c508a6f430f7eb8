import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { openChannel } from '../actions/open-channel.ts';
import { runMessageCommand } from '../actions/run-command.ts';
import { describeFailure, tell } from '../actions/tell.ts';
import { listMessageCommands } from '../commands/command-entry.ts';
import type { Page } from '../page.ts';
import { readHistory, removeMessage } from '../state/message-changes.ts';
import { changeView } from '../state/view-changes.ts';
import { isThread, putChannel } from '../state/world-changes.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { keepFocus, restoreFocus } from './focus.ts';
import { ICONS } from './icons.ts';
import { renderPlainLine } from './markdown-view.ts';
import { replyTo } from './reply-to.ts';

const WIDTH = 220;
const EPHEMERAL = 64;
/** The finger that opened the menu is lifted above what lies behind it; that is no wish to close it. In milliseconds. */
const SAME_PRESS_MS = 600;
let openedAtMs = 0;

/** Opens the menu of a message near a point, in CSS pixels of the window. */
export function openMenuAt(page: Page, message: WireMessage, x: number, y: number): void {
  keepFocus();
  openedAtMs = performance.now();
  const menu = { channelId: message.channel_id, messageId: message.id, x, y };
  page.store.update((state) => changeView(state, { menu }));
}

interface Item {
  readonly label: string;
  readonly icon: TemplateResult;
  readonly isDangerous?: boolean;
  readonly run: () => void;
}

/** The open menu; nothing where none is. */
export function renderMessageMenu(page: Page): unknown {
  const state = page.store.get();
  const { menu } = state.view;
  const message =
    menu === null
      ? undefined
      : readHistory(state, menu.channelId).messages.find(({ id }) => id === menu.messageId);
  if (menu === null || message === undefined) return nothing;
  const close = (): void => {
    page.store.update((known) => changeView(known, { menu: null }));
    restoreFocus();
  };
  const apps = listMessageCommands(state.commands[menu.channelId] ?? []);
  const place = {
    left: Math.max(8, Math.min(menu.x, innerWidth - WIDTH - 8)),
    bottomUp: menu.y > innerHeight * 0.6,
  };
  const style = `left:${place.left}px;${place.bottomUp ? `bottom:${innerHeight - menu.y}px` : `top:${menu.y}px`}`;
  const renderItem = ({ label, icon, isDangerous, run }: Item): TemplateResult => {
    const choose = (): void => {
      close();
      run();
    };
    return html`<button
      type="button"
      role="menuitem"
      tabindex="-1"
      class="menu-item ${isDangerous === true ? 'danger' : ''}"
      @click=${choose}
    >
      <span>${label}</span>${icon}
    </button>`;
  };
  return html`<div
      class="menu-back"
      @click=${preventAndClose(close)}
      @contextmenu=${preventAndClose(close)}
    ></div>
    <div
      class="menu"
      role="menu"
      aria-label="Message"
      .style=${style}
      ${ref(focusFirst)}
      @keydown=${moveInMenu(close)}
    >
      ${listItems(page, message).map(renderItem)}
      ${
        apps.length === 0
          ? nothing
          : html`<div class="menu-group" role="group" aria-label="Apps">
              <span class="menu-title" aria-hidden="true">Apps</span>
              ${apps.map((command) =>
                renderItem({
                  label: command.name,
                  icon: ICONS.slash,
                  run: () => {
                    runMessageCommand(page, command, message.channel_id, message.id);
                  },
                }),
              )}
            </div>`
      }
    </div>`;
}

function listItems(page: Page, message: WireMessage): readonly Item[] {
  const { me, channels } = page.store.get();
  const channel = channels[message.channel_id];
  const isEphemeral = ((message.flags ?? 0) & EPHEMERAL) !== 0;
  const mayThread = channel?.guild_id !== undefined && !isThread(channel) && !isEphemeral;
  const items: (Item | null)[] = [
    isEphemeral
      ? null
      : {
          label: 'Reply',
          icon: ICONS.reply,
          run: () => {
            replyTo(page, message);
          },
        },
    mayThread
      ? { label: 'Create thread', icon: ICONS.thread, run: () => void createThread(page, message) }
      : null,
    { label: 'Copy text', icon: ICONS.copy, run: () => void copyText(page, message) },
    message.author.id === me?.id || isEphemeral
      ? {
          label: isEphemeral ? 'Dismiss message' : 'Delete message',
          icon: ICONS.trash,
          isDangerous: true,
          run: () => void takeAway(page, message, isEphemeral),
        }
      : null,
  ];
  return items.filter((item) => item !== null);
}

async function createThread(page: Page, message: WireMessage): Promise<void> {
  const known = page.store.get().channels[message.id];
  try {
    const name = renderPlainLine(page, message.content).slice(0, 60).trim() || 'New thread';
    const thread = known ?? (await page.rest.startThread(message.channel_id, message.id, name));
    page.store.update((state) => putChannel(state, thread));
    openChannel(page, thread.id);
  } catch (error) {
    tell(page, describeFailure(error));
  }
}

async function copyText(page: Page, { content, embeds }: WireMessage): Promise<void> {
  const texts = [content, ...embeds.flatMap(({ title, description }) => [title ?? '', description ?? ''])];
  try {
    await navigator.clipboard.writeText(texts.filter((text) => text !== '').join('\n'));
    tell(page, 'Copied.');
  } catch {
    tell(page, 'The browser does not allow copying here.');
  }
}

async function takeAway(page: Page, message: WireMessage, isEphemeral: boolean): Promise<void> {
  try {
    if (!isEphemeral) await page.rest.deleteMessage(message.channel_id, message.id);
    page.store.update((state) => removeMessage(state, message.channel_id, message.id));
  } catch (error) {
    tell(page, describeFailure(error));
  }
}

function focusFirst(element: Element | undefined): void {
  setTimeout(() => {
    element?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  });
}

function preventAndClose(close: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    if (performance.now() - openedAtMs > SAME_PRESS_MS) close();
  };
}

function moveInMenu(close: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    const items = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[role=menuitem]')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    items[target]?.focus();
  };
}
