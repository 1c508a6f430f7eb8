import type { Context, Hono } from 'hono';
import type { ArticleShelf, ShelfRefusal } from '../article-shelf.ts';
import type { StateKeeper } from '../playground-state.ts';
import { readLimited } from '../read-limited.ts';

/** Most bytes of one dropped file. */
const MAX_FILE_BYTES = 1024 * 1024;
const CONTENT_TYPES = ['text/markdown', 'text/plain', 'text/html'];

/** Articles that are dropped on the page, and going back to the shipped ones. */
export function addArticleRoutes(
  app: Hono,
  { shelf, keeper }: { readonly shelf: ArticleShelf; readonly keeper: StateKeeper },
): void {
  const answer = (context: Context, refusal: ShelfRefusal | null): Response =>
    refusal === null
      ? context.json(keeper.state, 202)
      : context.json({ message: refusal.message }, refusal.status);

  app.put('/playground/articles/:name', async (context) => {
    const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    const bytes = await readLimited(context.req.raw.body, MAX_FILE_BYTES);
    if (!CONTENT_TYPES.includes(type)) {
      return context.json({ message: 'Only Markdown, plain text and HTML can be asked about.' }, 415);
    }
    if (bytes === null) return context.json({ message: 'A file may have at most 1 MB.' }, 413);
    return answer(context, await shelf.add(context.req.param('name'), bytes));
  });
  app.delete('/playground/articles', (context) => answer(context, shelf.reset()));
}
