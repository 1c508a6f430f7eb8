/** Puts the focus on an element once the page has been drawn anew, before the next key is read. */
export function focusLater(id: string): void {
  queueMicrotask(() => {
    document.getElementById(id)?.focus();
  });
}

/** Puts the focus on the first field in an element. */
export function focusWithin(id: string): void {
  document.getElementById(id)?.querySelector<HTMLElement>('textarea, input')?.focus();
}

/** Whatever had the focus before a menu or a panel took it. */
let before: HTMLElement | null = null;

/** Remembers what has the focus. */
export function keepFocus(): void {
  before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
}

/** Gives the focus back to what had it, if it is still there. */
export function restoreFocus(): void {
  const element = before;
  before = null;
  setTimeout(() => {
    if (element?.isConnected === true) element.focus();
  });
}
