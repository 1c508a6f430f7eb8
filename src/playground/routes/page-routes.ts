import { readFile } from 'node:fs/promises';
import type { Context, Hono } from 'hono';
import type { PageAsset, PageAssets } from '../bundle-page.ts';

const DOCUMENT = new URL('../page/index.html', import.meta.url);

/** The page and what it is made of; the bundle may still be under way, and is then waited for. */
export function addPageRoutes(app: Hono, bundle: Promise<PageAssets>): void {
  app.get('/', async (context) => {
    context.header('Cache-Control', 'no-cache');
    return context.html(await readFile(DOCUMENT, 'utf8'));
  });
  app.get('/assets/:name', async (context) => {
    const asset = (await bundle).get(context.req.param('name'));
    if (asset === undefined) return context.json({ message: 'There is no such file.' }, 404);
    return sendAsset(context, asset);
  });
}

function sendAsset(context: Context, asset: PageAsset): Response {
  const headers = {
    'Content-Type': asset.contentType,
    'Cache-Control': 'no-cache',
    // The same text however it is packed, so a weak one.
    ETag: `W/${asset.etag}`,
    Vary: 'Accept-Encoding',
  };
  const known = (context.req.header('if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(asset.etag)) return context.body(null, 304, headers);
  const accepted = (context.req.header('accept-encoding') ?? '').split(',').map((name) => name.trim());
  if (accepted.includes('br'))
    return context.body(asset.brotli, 200, { ...headers, 'Content-Encoding': 'br' });
  if (accepted.includes('gzip'))
    return context.body(asset.gzip, 200, { ...headers, 'Content-Encoding': 'gzip' });
  return context.body(asset.bytes, 200, headers);
}
