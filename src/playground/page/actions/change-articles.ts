import { loadState, resetArticles, uploadArticle } from '../extras/extras-client.ts';
import type { Page } from '../page.ts';
import { describeFailure } from './tell.ts';

/** Adds files to the playground's articles, one after the other: one index is built at a time. */
export async function addArticles(page: Page, files: readonly File[]): Promise<void> {
  const failures: string[] = [];
  let added = 0;
  for (const file of files) {
    note(page, `Adding ${file.name} …`);
    await waitForBuild();
    try {
      await uploadArticle(file);
      added += 1;
    } catch (error) {
      failures.push(describeFailure(error));
    }
  }
  await waitForBuild();
  const problem = page.store.get().extras?.state?.problem ?? null;
  if (problem !== null) failures.push(problem);
  const done = added === 0 ? [] : [`${added === 1 ? '1 article' : `${added} articles`} added. Ask about it.`];
  note(page, [...done, ...failures].join('\n'));
}

/** Returns to the shipped articles. */
export async function resetToShipped(page: Page): Promise<void> {
  note(page, 'Returning to the shipped articles …');
  try {
    await resetArticles();
    await waitForBuild();
    note(page, 'The shipped articles are back.');
  } catch (error) {
    note(page, describeFailure(error));
  }
}

function note(page: Page, articlesNote: string): void {
  page.store.update((state) =>
    state.extras === null ? state : { ...state, extras: { ...state.extras, articlesNote } },
  );
}

/** Asks the server itself: what its events told last may be older than what was just begun. */
async function waitForBuild(): Promise<void> {
  while ((await loadState()).build !== null) await pause(200);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
