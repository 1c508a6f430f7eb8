import { html, type TemplateResult } from 'lit-html';
import type { Page } from '../page.ts';
import type { View } from '../state/page-state.ts';
import { changeView } from '../state/view-changes.ts';
import { ICONS } from './icons.ts';

const STORED_AS = 'theme';
const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const;
const LABELS = {
  system: 'Theme: as the system has it. Switch to light',
  light: 'Theme: light. Switch to dark',
  dark: 'Theme: dark. Switch to the one of the system',
} as const;
const SIGNS = { system: ICONS.auto, light: ICONS.sun, dark: ICONS.moon } as const;

/** The button that goes through the themes; the choice is remembered in this browser. */
export function renderThemeSwitch(page: Page): TemplateResult {
  const { theme } = page.store.get().view;
  const change = (): void => {
    localStorage.setItem(STORED_AS, NEXT[theme]);
    useTheme(page, NEXT[theme]);
  };
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${LABELS[theme]}
    title=${LABELS[theme]}
    @click=${change}
  >
    ${SIGNS[theme]}
  </button>`;
}

/** The theme that was chosen here before, if any. */
export function useStoredTheme(page: Page): void {
  const stored = localStorage.getItem(STORED_AS);
  useTheme(page, stored === 'light' || stored === 'dark' ? stored : 'system');
}

function useTheme(page: Page, theme: View['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  page.store.update((state) => changeView(state, { theme }));
}
