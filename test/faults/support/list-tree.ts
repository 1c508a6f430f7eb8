import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Every file and folder below a folder with what changes when it is written to: kind, size, and the time of its last change.
 * Names at the top that are to be left out are not looked into.
 */
export async function listTree(folder: string, leftOut: readonly string[] = []): Promise<readonly string[]> {
  const lines: string[] = [];
  const visit = async (path: string): Promise<void> => {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (leftOut.includes(inner)) continue;
      const { size, mtimeMs, ctimeMs } = await lstat(join(folder, inner));
      lines.push(`${inner} ${entry.isDirectory() ? 'folder' : size} ${mtimeMs} ${ctimeMs}`);
      if (entry.isDirectory()) await visit(inner);
    }
  };
  await visit('');
  return lines.sort();
}
