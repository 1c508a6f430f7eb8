import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { IndexFormatError } from '../errors.ts';
import {
  findFingerprintDifference,
  FINGERPRINT_WORDS,
  type IndexFingerprint,
  type Manifest,
} from '../retrieval/manifest.ts';
import { readManifest } from '../retrieval/read-manifest.ts';
import { locateGeneration, readPointer } from '../retrieval/read-pointer.ts';
import { FOOTNOTE_VERSION } from './footnote-version.ts';
import { hashCorpus, listCorpusHashes } from './hash-corpus.ts';

export interface CheckIndexOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** What an index of this program would be built with. */
  readonly fingerprint: IndexFingerprint;
}

export interface IndexState {
  readonly state: 'current' | 'missing' | 'stale';
  /** One plain sentence for people. */
  readonly reason: string;
}

/**
 * Tells whether the index says what the corpus says, without reading an article: checksums of the corpus's files, what
 * the index was built with, and the sizes of its files (`openGeneration` checks those to the byte).
 * @throws CorpusError where the corpus folder is missing.
 */
export async function checkIndex({
  corpusDir,
  indexDir,
  fingerprint,
}: CheckIndexOptions): Promise<IndexState> {
  let manifest: Manifest;
  try {
    const pointer = await readPointer(indexDir);
    if (pointer === null) return { state: 'missing', reason: `There is no index in ${indexDir} yet.` };
    manifest = await readManifest(indexDir, pointer);
  } catch (error) {
    if (!(error instanceof IndexFormatError)) throw error;
    return createStale(
      `The index is damaged (${error.path}: expected ${error.expected}, found ${error.found}).`,
    );
  }
  const field = findFingerprintDifference(fingerprint, manifest.fingerprint);
  if (field !== null) {
    const [now, then] = [JSON.stringify(fingerprint[field]), JSON.stringify(manifest.fingerprint[field])];
    return createStale(`The ${FINGERPRINT_WORDS[field]} is now ${now}; the index was built with ${then}.`);
  }
  if (manifest.footnoteVersion !== FOOTNOTE_VERSION) {
    return createStale(
      `The index was built by Footnote ${manifest.footnoteVersion}; this is ${FOOTNOTE_VERSION}.`,
    );
  }
  const damaged = await findResizedFile(indexDir, manifest);
  if (damaged !== null)
    return createStale(`The index is damaged (${damaged} is missing or has another size).`);
  const difference = await findCorpusDifference(corpusDir, manifest);
  if (difference !== null) return createStale(difference);
  return { state: 'current', reason: `The index is current (generation ${manifest.generation}).` };
}

function createStale(reason: string): IndexState {
  return { state: 'stale', reason };
}

async function findResizedFile(indexDir: string, manifest: Manifest): Promise<string | null> {
  const folder = locateGeneration(indexDir, manifest.generation);
  for (const { name, bytes } of manifest.files) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found?.size !== bytes) return path;
  }
  return null;
}

async function findCorpusDifference(corpusDir: string, manifest: Manifest): Promise<string | null> {
  const files = await listCorpusHashes(corpusDir);
  if (hashCorpus(files) === manifest.corpusSha256) return null;
  const known = new Map<string, string | null>([
    ...manifest.rejected.map(({ path, sha256 }) => [path, sha256] as const),
    ...manifest.articles.map(({ id, sha256 }) => [id, sha256] as const),
  ]);
  const added = files.filter(({ id }) => !known.has(id)).length;
  const changed = files.filter(({ id, sha256 }) => known.has(id) && known.get(id) !== sha256).length;
  const removed = known.size - (files.length - added);
  return `The corpus has changed since the index was built: ${added} files added, ${changed} changed, ${removed} removed.`;
}
