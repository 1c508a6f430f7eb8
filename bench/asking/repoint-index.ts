import { createHash } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { switchGeneration } from '../../src/indexing/switch-generation.ts';
import { MANIFEST_FILE, readManifest } from '../../src/retrieval/read-manifest.ts';
import { locateGeneration, readPointer } from '../../src/retrieval/read-pointer.ts';

/**
 * Makes a second generation of the same files the current one, as a build would that found nothing new, and gives back
 * a function that makes the first one current again and removes the second.
 */
export async function repointIndex(indexDir: string): Promise<() => Promise<void>> {
  const first = await readPointer(indexDir);
  if (first === null) throw new RangeError(`There is no index in ${indexDir}.`);
  const manifest = await readManifest(indexDir, first);
  const time = new Date().toISOString().replace(/[-:.]/g, '');
  const generation = `${time}${first.generation.slice(first.generation.indexOf('-'))}`;
  const folder = locateGeneration(indexDir, generation);
  await mkdir(folder);
  for (const { name } of manifest.files) {
    await link(join(locateGeneration(indexDir, first.generation), name), join(folder, name));
  }
  const json = JSON.stringify({ ...manifest, generation });
  await writeFile(join(folder, MANIFEST_FILE), json);
  await switchGeneration(indexDir, {
    generation,
    manifestSha256: createHash('sha256').update(json).digest('hex'),
  });
  return async () => {
    await switchGeneration(indexDir, first);
    await rm(folder, { recursive: true, force: true });
  };
}
