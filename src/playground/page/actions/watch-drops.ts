import type { Page } from '../page.ts';
import { changeView } from '../state/view-changes.ts';
import { addArticles } from './change-articles.ts';

/** Files that are dropped anywhere on the page become articles, where the server is a playground. */
export function watchDrops(page: Page): void {
  let depth = 0;
  const show = (isDragging: boolean): void => {
    if (page.store.get().view.isDragging === isDragging) return;
    page.store.update((state) => changeView(state, { isDragging }));
  };
  const isOurs = (event: DragEvent): boolean =>
    page.store.get().extras !== null && (event.dataTransfer?.types.includes('Files') ?? false);
  addEventListener('dragenter', (event) => {
    if (!isOurs(event)) return;
    depth += 1;
    show(true);
  });
  addEventListener('dragleave', (event) => {
    if (!isOurs(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) show(false);
  });
  addEventListener('dragover', (event) => {
    if (isOurs(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    depth = 0;
    show(false);
    page.store.update((state) => changeView(state, { panel: 'articles', threadId: null }));
    void addArticles(page, [...(event.dataTransfer?.files ?? [])]);
  });
}
