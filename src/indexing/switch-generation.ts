import { join } from 'node:path';
import { POINTER_FILE, type Pointer } from '../retrieval/read-pointer.ts';
import { replaceDurably } from './write-durably.ts';

/** Makes a generation that is whole and on the disk the current one. One rename: there is no moment in between. */
export async function switchGeneration(indexDir: string, pointer: Pointer): Promise<void> {
  await replaceDurably(join(indexDir, POINTER_FILE), `${JSON.stringify(pointer)}\n`);
}
