import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, stop } from 'esbuild';

/** One file of the page, in memory, as it is and compressed. */
export interface PageAsset {
  readonly contentType: string;
  /** Of the bytes as they are, quoted as in the header. */
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
  readonly brotli: Uint8Array<ArrayBuffer>;
}

/** The files of the page by name, e.g. `main.js`. */
export type PageAssets = ReadonlyMap<string, PageAsset>;

const ENTRY = fileURLToPath(new URL('page/main.ts', import.meta.url));

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** Nearly as small as the best, in a fraction of its time. */
const BROTLI_QUALITY = 6;

/** Bundles the page's scripts and styles, in memory. Throws what esbuild says where they cannot be. */
export async function bundlePage(): Promise<PageAssets> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'assets',
    assetNames: '[name]-[hash]',
    publicPath: '/assets',
    loader: { '.svg': 'file', '.woff2': 'file' },
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
  });
  // esbuild's helper process would wait for more.
  await stop();
  const assets = await Promise.all(
    outputFiles.map(
      async ({ path, contents }) => [basename(path), await createAsset(path, contents)] as const,
    ),
  );
  return new Map(assets);
}

async function createAsset(path: string, contents: Uint8Array): Promise<PageAsset> {
  const bytes = new Uint8Array(contents);
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  ]);
  return {
    contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bytes,
    gzip: new Uint8Array(zipped),
    brotli: new Uint8Array(brotli),
  };
}
