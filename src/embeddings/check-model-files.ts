import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EmbeddingError } from '../errors.ts';
import { REQUIRED_MODEL_FILES, renderPath, resolveModelFile, type ModelLocation } from './model-location.ts';

/** One file of a model as it is on disk. */
export interface ModelFile {
  /** Relative to the model's folder, with `/`. */
  readonly path: string;
  /** SHA-256, hex. */
  readonly sha256: string;
}

export interface CheckedModel {
  /** SHA-256 over the lines `<checksum>  <path>` of all files in the order of their paths, hex. */
  readonly sha256: string;
  readonly files: readonly ModelFile[];
}

/** The model that travels with the project; it must be listed in `SHA256SUMS`. */
export const SHIPPED_MODEL_ID = 'Xenova/bge-small-en-v1.5';

/** Weights above 2 GB lie beside the model file. */
const EXTERNAL_WEIGHTS_FILE = 'onnx/model_quantized.onnx_data';

/**
 * Reads every file of the model and holds it against `<modelsDir>/SHA256SUMS`. A model that is not listed there was
 * downloaded: its files are only summed up, so that a change shows in the fingerprint.
 *
 * @throws EmbeddingError (`model-invalid`) that names the first file that is missing, shortened or altered.
 */
export async function checkModelFiles(location: ModelLocation): Promise<CheckedModel> {
  const expected = await loadExpectedChecksums(location);
  const paths = expected.size > 0 ? [...expected.keys()] : await listDownloadedFiles(location);
  const files: ModelFile[] = [];
  for (const path of paths.sort()) {
    const found = await hashModelFile(location, path);
    const wanted = expected.get(path) ?? found;
    if (found !== wanted) {
      throw createModelError(
        location,
        `${renderPath(resolveModelFile(location, path))} is shortened or altered: SHA-256 should be ${wanted}, is ${found}.`,
      );
    }
    files.push({ path, sha256: found });
  }
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
  return { sha256: createHash('sha256').update(lines).digest('hex'), files };
}

/** Whether all files that the model needs are there; says nothing of what is in them. */
export async function hasModelFiles(location: ModelLocation): Promise<boolean> {
  const found = await Promise.all(REQUIRED_MODEL_FILES.map((path) => hasFile(location, path)));
  return found.every(Boolean);
}

async function listDownloadedFiles(location: ModelLocation): Promise<string[]> {
  const external = (await hasFile(location, EXTERNAL_WEIGHTS_FILE)) ? [EXTERNAL_WEIGHTS_FILE] : [];
  return [...REQUIRED_MODEL_FILES, ...external];
}

async function hasFile(location: ModelLocation, path: string): Promise<boolean> {
  return access(resolveModelFile(location, path)).then(
    () => true,
    () => false,
  );
}

/** Path below the model's folder → checksum; empty for a model that is not listed. */
async function loadExpectedChecksums(location: ModelLocation): Promise<Map<string, string>> {
  const listPath = join(location.modelsDir, 'SHA256SUMS');
  const list = await readFile(listPath, 'utf8').catch(() => '');
  const prefix = `${location.modelId}/`;
  const checksums = new Map<string, string>();
  for (const [, sha256 = '', path = ''] of list.matchAll(/^([0-9a-f]{64}) [ *](.+?)\r?$/gm)) {
    if (path.startsWith(prefix)) checksums.set(path.slice(prefix.length), sha256);
  }
  if (checksums.size === 0 && location.modelId === SHIPPED_MODEL_ID) {
    throw createModelError(
      location,
      `${renderPath(listPath)} is missing or does not list ${SHIPPED_MODEL_ID}.`,
    );
  }
  return checksums;
}

async function hashModelFile(location: ModelLocation, file: string): Promise<string> {
  const path = resolveModelFile(location, file);
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  } catch (cause) {
    throw createModelError(
      location,
      `The model file ${renderPath(path)} is missing or cannot be read.`,
      cause,
    );
  }
  return hash.digest('hex');
}

function createModelError({ modelId }: ModelLocation, what: string, cause?: unknown): EmbeddingError {
  const mend =
    modelId === SHIPPED_MODEL_ID
      ? 'Restore the models folder with "git checkout -- models", or copy it again.'
      : 'Download or copy the model again.';
  return new EmbeddingError(modelId, `${what} ${mend}`, { code: 'model-invalid', cause });
}
