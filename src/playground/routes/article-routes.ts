import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ArticleShelf, ShelfRefusal } from '../article-shelf.ts';
import type { StateKeeper } from '../playground-state.ts';

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

  app.put(
    '/playground/articles/:name',
    bodyLimit({
      maxSize: MAX_FILE_BYTES,
      onError: (context) => context.json({ message: 'A file may have at most 1 MB.' }, 413),
    }),
    async (context) => {
      const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
      if (!CONTENT_TYPES.includes(type)) {
        const message = 'Only Markdown, plain text and HTML can be asked about.';
        return context.json({ message }, 415);
      }
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      return answer(context, await shelf.add(context.req.param('name'), bytes));
    },
  );
  app.delete('/playground/articles', (context) => answer(context, shelf.reset()));
}
