import { loadSession, watchState } from '../extras/extras-client.ts';
import type { ExtrasSession, ExtrasState } from '../extras/extras-types.ts';
import type { Page } from '../page.ts';

/** Follows the state of the playground. Its example questions are known only once the articles are open. */
export function watchExtras(page: Page): void {
  watchState((known) => {
    const before = page.store.get().extras;
    take(page, { state: known });
    const isOpen = known.build === null && known.bot === 'online';
    const wasOpen = before?.state?.build === null && before.state.bot === 'online';
    if (before !== null && isOpen && (!wasOpen || before.session.examples.length === 0)) {
      void loadSession().then(
        (session) => {
          if (session !== null) take(page, { session });
        },
        () => undefined,
      );
    }
  });
}

function take(page: Page, part: { readonly session?: ExtrasSession; readonly state?: ExtrasState }): void {
  page.store.update((state) =>
    state.extras === null ? state : { ...state, extras: { ...state.extras, ...part } },
  );
}
