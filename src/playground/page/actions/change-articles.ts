import { resetArticles, uploadArticle } from '../extras/extras-client.ts';
import type { ExtrasState } from '../extras/extras-types.ts';
import type { Page } from '../page.ts';
import { describeFailure } from './tell.ts';

/** Adds files to the playground's articles, one after the other: one index is built at a time. */
export async function addArticles(page: Page, files: readonly File[]): Promise<void> {
  const failures: string[] = [];
  let added = 0;
  for (const file of files) {
    note(page, `Adding ${file.name} …`);
    await waitForBuild(page);
    try {
      takeState(page, await uploadArticle(file));
      added += 1;
    } catch (error) {
      failures.push(describeFailure(error));
    }
  }
  await waitForBuild(page);
  const problem = page.store.get().extras?.state?.problem ?? null;
  if (problem !== null) failures.push(problem);
  const done = added === 0 ? [] : [`${added === 1 ? '1 article' : `${added} articles`} added. Ask about it.`];
  note(page, [...done, ...failures].join('\n'));
}

/** Returns to the shipped articles. */
export async function resetToShipped(page: Page): Promise<void> {
  note(page, 'Returning to the shipped articles …');
  try {
    takeState(page, await resetArticles());
    await waitForBuild(page);
    note(page, 'The shipped articles are back.');
  } catch (error) {
    note(page, describeFailure(error));
  }
}

/** What the server has begun is known at once, and not only with the next event. */
function takeState(page: Page, known: ExtrasState): void {
  page.store.update((state) =>
    state.extras === null ? state : { ...state, extras: { ...state.extras, state: known } },
  );
}

function note(page: Page, articlesNote: string): void {
  page.store.update((state) =>
    state.extras === null ? state : { ...state, extras: { ...state.extras, articlesNote } },
  );
}

async function waitForBuild(page: Page): Promise<void> {
  while ((page.store.get().extras?.state?.build ?? null) !== null) await pause(200);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
