import { loadSession, watchState } from '../extras/extras-client.ts';
import type { ExtrasSession, ExtrasState } from '../extras/extras-types.ts';
import type { Page } from '../page.ts';

const EXAMPLES_AFTER_MS = 4000;

/** Follows the state of the playground. Its example questions are known only once the articles are open. */
export function watchExtras(page: Page): void {
  watchState((known) => {
    const before = page.store.get().extras;
    take(page, { state: known });
    const isOpen = known.build === null && known.bot === 'online';
    const wasOpen = before?.state?.build === null && before.state.bot === 'online';
    if (!isOpen || (wasOpen && before.session.examples.length > 0)) return;
    reloadSession(page);
    // The server tries the examples on the bot first; the page may ask before it is done.
    setTimeout(() => {
      reloadSession(page);
    }, EXAMPLES_AFTER_MS);
  });
}

function reloadSession(page: Page): void {
  void loadSession().then(
    (session) => {
      if (session !== null) take(page, { session });
    },
    () => undefined,
  );
}

function take(page: Page, part: { readonly session?: ExtrasSession; readonly state?: ExtrasState }): void {
  page.store.update((state) =>
    state.extras === null ? state : { ...state, extras: { ...state.extras, ...part } },
  );
}
