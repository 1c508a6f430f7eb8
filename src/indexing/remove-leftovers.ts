import { readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GENERATION_NAME, parseManifest } from '../retrieval/manifest.ts';
import { MANIFEST_FILE } from '../retrieval/read-manifest.ts';
import { locateGeneration, POINTER_FILE } from '../retrieval/read-pointer.ts';
import { ARTICLE_CACHE_FOLDER } from './article-cache.ts';
import { CACHE_FOLDER, nameCacheFile } from './embedding-cache.ts';

/** How long the embeddings of a model are kept that no generation needs, in milliseconds: it may be tried again. */
const UNUSED_CACHE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Removes what killed builds and former models left in the index folder: drafts of files, and embeddings of a model of
 * which there is no generation and to which nothing was added for a month. Call it only under the lock. Never throws.
 */
export async function removeLeftovers(indexDir: string): Promise<void> {
  const cacheDir = join(indexDir, CACHE_FOLDER);
  const needed = await listNeededCaches(indexDir);
  const doomed = [join(indexDir, `${POINTER_FILE}.tmp`)];
  for (const name of await list(cacheDir)) {
    const path = join(cacheDir, name);
    const isUnused = needed !== null && !needed.has(name) && (await isOld(path));
    if (name.endsWith('.tmp') || isUnused) doomed.push(path);
  }
  for (const path of doomed) await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/** Removes the empty folders that a build leaves that failed before there was an index. Never throws. */
export async function removeEmptyFolders(indexDir: string): Promise<void> {
  if ((await list(indexDir)).includes(POINTER_FILE)) return;
  for (const name of ['generations', CACHE_FOLDER, ARTICLE_CACHE_FOLDER, '']) {
    // Fails, as it should, where there is something in it.
    await rmdir(join(indexDir, name)).catch(() => undefined);
  }
}

/** The cache files of the models that the generations were built with; null where that cannot be told. */
async function listNeededCaches(indexDir: string): Promise<ReadonlySet<string> | null> {
  const needed = new Set<string>();
  for (const name of await list(join(indexDir, 'generations'))) {
    if (!GENERATION_NAME.test(name)) continue;
    const path = join(locateGeneration(indexDir, name), MANIFEST_FILE);
    try {
      needed.add(nameCacheFile(parseManifest(await readFile(path, 'utf8'), path).fingerprint));
    } catch {
      return null;
    }
  }
  return needed;
}

/** Not where its time lies ahead: the clock was set back, and nothing is known of its age. */
async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > UNUSED_CACHE_MS;
}

async function list(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
