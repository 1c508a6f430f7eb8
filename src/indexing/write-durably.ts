import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { guardWriting } from './guard-writing.ts';

/** How much text is gathered before it is written, in UTF-16 units. */
const CHUNK_LENGTH = 1 << 20;

/** Writes a text, bytes, or lines without their line breaks, and has it on the disk when it returns. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array | Iterable<string>,
): Promise<void> {
  await guardWriting(path, async () => {
    const file = await open(path, 'w');
    try {
      if (typeof content === 'string' || content instanceof Uint8Array) await file.appendFile(content);
      else await writeLines(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

async function writeLines(file: FileHandle, lines: Iterable<string>): Promise<void> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_LENGTH) continue;
    await file.appendFile(chunk);
    chunk = '';
  }
  if (chunk !== '') await file.appendFile(chunk);
}

/** Puts a new text in the place of a file at one stroke: readers see the old one or the new one, whole. */
export async function replaceDurably(path: string, content: string): Promise<void> {
  const draft = `${path}.tmp`;
  await writeDurably(draft, content);
  await renameDurably(draft, path);
}

/** Renames, and has the new name on the disk when it returns. Both paths must be in one folder. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await guardWriting(to, async () => {
    await rename(from, to);
    await syncToDisk(dirname(to));
  });
}

/** Makes a folder and those above it, and has them on the disk when it returns. */
export async function makeFolder(path: string): Promise<void> {
  await guardWriting(path, async () => {
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return;
    const top = dirname(resolve(first));
    for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
      await syncToDisk(folder);
      if (folder === top || folder === dirname(folder)) return;
    }
  });
}

/** Has a file's content, or the names in a folder, on the disk when it returns. */
export async function syncToDisk(path: string): Promise<void> {
  // Windows can neither open a folder nor needs to: NTFS journals the names.
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (process.platform === 'win32') return null;
    throw error;
  });
  if (handle === null) return;
  try {
    await handle.sync();
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle.close();
  }
}
