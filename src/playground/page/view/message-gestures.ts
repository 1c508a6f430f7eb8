import type { Page } from '../page.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { openMenuAt } from './message-menu.ts';

/** How long a finger rests before its menu opens, and how far it may stray, in CSS pixels. */
const LONG_PRESS_MS = 500;
const STRAY = 10;

let timer: ReturnType<typeof setTimeout> | undefined;
let startX = 0;
let startY = 0;

export interface MenuGestures {
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerEnd: (event: PointerEvent) => void;
}

/** What opens the menu of a message: the right button, the menu key, and a finger that rests on it. */
export function watchMenuGestures(page: Page, message: WireMessage): MenuGestures {
  return {
    onContextMenu: (event) => {
      // The browser's own menu stays for links and for text that is selected.
      if ((event.target as Element).closest('a') !== null || getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      openMenuAt(page, message, event.clientX, event.clientY);
    },
    onPointerDown: (event) => {
      if (event.pointerType !== 'touch') return;
      [startX, startY] = [event.clientX, event.clientY];
      clearTimeout(timer);
      timer = setTimeout(() => {
        openMenuAt(page, message, startX, startY);
      }, LONG_PRESS_MS);
    },
    onPointerEnd: (event) => {
      const strayed = Math.hypot(event.clientX - startX, event.clientY - startY) > STRAY;
      if (event.type !== 'pointermove' || strayed) clearTimeout(timer);
    },
  };
}
