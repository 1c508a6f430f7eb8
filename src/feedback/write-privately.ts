import { open, rename } from 'node:fs/promises';

/** Only the bot's own user may read it. */
export const PRIVATE_FILE_MODE = 0o600;
export const PRIVATE_FOLDER_MODE = 0o700;

/** Writes a small file whole or not at all, readable by this user only. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const next = `${path}.next`;
  const file = await open(next, 'w', PRIVATE_FILE_MODE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}
