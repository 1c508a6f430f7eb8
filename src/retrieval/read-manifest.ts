import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GENERATION_FILES, type GenerationFile, type Manifest, parseManifest } from './manifest.ts';
import { createDamaged } from './read-generation-file.ts';
import { locateGeneration, type Pointer } from './read-pointer.ts';

/** Name of the file of a generation that describes all the others. */
export const MANIFEST_FILE = 'manifest.json';

/**
 * Reads the manifest of the generation that the pointer names, and holds it against the pointer's checksum.
 * @throws IndexFormatError where it is missing, altered, or of another generation or format.
 */
export async function readManifest(indexDir: string, pointer: Pointer): Promise<Manifest> {
  const path = join(locateGeneration(indexDir, pointer.generation), MANIFEST_FILE);
  const content = await readFile(path).catch((cause: unknown) => {
    throw createDamaged(path, 'a manifest', 'no readable file', cause);
  });
  const manifest = parseManifest(content.toString('utf8'), path);
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (sha256 !== pointer.manifestSha256) {
    throw createDamaged(path, `SHA-256 ${pointer.manifestSha256}`, `SHA-256 ${sha256}`);
  }
  if (manifest.generation !== pointer.generation) {
    throw createDamaged(path, `generation ${pointer.generation}`, `generation ${manifest.generation}`);
  }
  for (const name of Object.values(GENERATION_FILES)) findFile(manifest, name, path);
  return manifest;
}

/**
 * The manifest's line of a file that every generation has.
 * @throws IndexFormatError where it has none. `path` is only for the message.
 */
export function findFile({ files }: Pick<Manifest, 'files'>, name: string, path: string): GenerationFile {
  const file = files.find((candidate) => candidate.name === name);
  if (file === undefined) throw createDamaged(path, `a line for ${name}`, 'none');
  return file;
}
