import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFingerprint } from '../embeddings/embedder.ts';
import { IndexFormatError } from '../errors.ts';
import { checkIndex } from '../indexing/check-index.ts';
import { createIndexFingerprint } from '../indexing/create-index-fingerprint.ts';
import { LOCK_FILE } from '../indexing/lock-index.ts';
import type { Manifest } from '../retrieval/manifest.ts';
import { checkGenerationFile } from '../retrieval/read-generation-file.ts';
import { readManifest } from '../retrieval/read-manifest.ts';
import { locateGeneration, readPointer } from '../retrieval/read-pointer.ts';
import { renderAge } from '../text/render-age.ts';
import { checkWritable } from './check-writable.ts';
import type { Finding } from './finding.ts';

export interface CheckIndexHealthOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Null where the model cannot be described; then it is only told whether the index is whole. */
  readonly model: ModelFingerprint | null;
  /** The time in milliseconds since 1970. */
  readonly now: number;
}

/** A build that runs refreshes its lock every second, and one that is older is taken over. */
const LOCK_STALE_MS = 10_000;
const REBUILD = 'Run npm run index; npm start does it by itself, too.';

/** Whether the index is there, whole, of these articles and this program; how old it is; whether it can be written. */
export async function checkIndexHealth(options: CheckIndexHealthOptions): Promise<readonly Finding[]> {
  return [
    await checkContent(options),
    ...(await checkLock(options)),
    ...(await checkWritable({
      check: 'Index folder',
      folder: options.indexDir,
      variable: 'INDEX_DIR',
      loss: 'no index can be built',
    })),
  ];
}

async function checkContent({ corpusDir, indexDir, model, now }: CheckIndexHealthOptions): Promise<Finding> {
  const check = 'Index';
  let manifest: Manifest;
  try {
    const found = await readWholeIndex(indexDir);
    if (found === null) {
      return { check, status: 'warning', message: `There is no index in ${indexDir} yet.`, mend: REBUILD };
    }
    manifest = found;
  } catch (error) {
    if (!(error instanceof IndexFormatError)) throw error;
    if (error.expected.startsWith('index format')) {
      const message = `The index is of another version of Footnote: it has ${error.found}, not ${error.expected}.`;
      return { check, status: 'warning', message, mend: REBUILD };
    }
    const message = `The index is damaged: ${error.path} should be ${error.expected}, is ${error.found}.`;
    return { check, status: 'failure', message, mend: 'Run npm run index -- --force, which builds it anew.' };
  }
  const { builtAt, counts } = manifest;
  const about = `${counts.articles} articles and ${counts.passages} passages, built ${renderAge(builtAt, now)}`;
  if (Date.parse(builtAt) > now) {
    const message = `The index is whole (${about}), but was built at ${builtAt}, which is yet to come.`;
    return { check, status: 'warning', message, mend: 'Look whether the clock of this machine is right.' };
  }
  if (model === null) {
    const message = `The index is whole (${about}); whether it fits the model cannot be told.`;
    return { check, status: 'warning', message, mend: 'Mend what is said of the model above.' };
  }
  const fingerprint = createIndexFingerprint(model);
  const { state, reason } = await checkIndex({ corpusDir, indexDir, fingerprint });
  if (state === 'current')
    return { check, status: 'ok', message: `The index is current: ${about}.`, mend: null };
  return { check, status: 'warning', message: `The index is stale (${about}). ${reason}`, mend: REBUILD };
}

/** The manifest, after every file was held against it byte by byte. Null where there is no index. */
async function readWholeIndex(indexDir: string): Promise<Manifest | null> {
  const pointer = await readPointer(indexDir);
  if (pointer === null) return null;
  const manifest = await readManifest(indexDir, pointer);
  const folder = locateGeneration(indexDir, pointer.generation);
  for (const file of manifest.files) await checkGenerationFile(folder, file);
  return manifest;
}

async function checkLock({ indexDir, now }: CheckIndexHealthOptions): Promise<readonly Finding[]> {
  const path = join(indexDir, LOCK_FILE);
  const lock = await stat(path).catch(() => null);
  if (lock === null) return [];
  const check = 'Index lock';
  const isHeld = Math.abs(now - lock.mtimeMs) < LOCK_STALE_MS;
  return isHeld
    ? [
        {
          check,
          status: 'warning',
          message: `A build holds ${path} just now.`,
          mend: 'Wait until it has ended.',
        },
      ]
    : [
        {
          check,
          status: 'warning',
          message: `A build that was killed left ${path} behind.`,
          mend: 'Nothing to do: the next build takes it over.',
        },
      ];
}
