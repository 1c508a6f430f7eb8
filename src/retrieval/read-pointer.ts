import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { IndexFormatError } from '../errors.ts';
import { GENERATION_NAME } from './manifest.ts';

/** Name of the one file that says which generation is current. It is only ever replaced whole. */
export const POINTER_FILE = 'current.json';

const schema = z.strictObject({
  generation: z.string().regex(GENERATION_NAME),
  manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Which generation is current, and the checksum of its manifest, which in turn holds those of its files. */
export type Pointer = Readonly<z.infer<typeof schema>>;

/**
 * Reads `<indexDir>/current.json`; null where there is none.
 * @throws IndexFormatError where it is not a pointer.
 */
export async function readPointer(indexDir: string): Promise<Pointer | null> {
  const path = join(indexDir, POINTER_FILE);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    const found = typeof code === 'string' ? code : 'something else';
    const message = `${path} is damaged: a generation's name and checksum were expected, found ${found}. Run "npm run index" to build the index anew.`;
    throw new IndexFormatError(path, "a generation's name and checksum", found, message, cause);
  }
}

/** The folder of a generation. */
export function locateGeneration(indexDir: string, name: string): string {
  return join(indexDir, 'generations', name);
}
