import { readPointer } from '../../src/retrieval/read-pointer.ts';

/** Whether a folder has a current generation; says nothing of what is in it. */
export async function hasIndex(indexDir: string): Promise<boolean> {
  return readPointer(indexDir).then(
    (pointer) => pointer !== null,
    () => false,
  );
}
