import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivately } from './write-privately.ts';

export const SALT_FILE = 'salt';

const SALT_BYTES = 32;
/** 128 bits: no two ids get the same, and the file stays small. */
const HASH_BYTES = 16;

/** An id as it is kept: the same for the same id, and nobody can tell the id from it without the salt. */
export type HashId = (id: string) => string;

export interface OpenedHasher {
  readonly hashId: HashId;
  /** True where there was no salt, or no whole one: what was kept under another cannot be found by its ids any more. */
  readonly isNew: boolean;
}

/** The hasher of a folder, with the salt that stays there. Rejects where the salt can be neither read nor made. */
export async function openIdHasher(folder: string): Promise<OpenedHasher> {
  const path = join(folder, SALT_FILE);
  const kept = await readSalt(path);
  const salt = kept ?? randomBytes(SALT_BYTES);
  if (kept === null) await writePrivately(path, salt.toString('hex'));
  const hashId: HashId = (id) =>
    createHmac('sha256', salt).update(id).digest().subarray(0, HASH_BYTES).toString('base64url');
  return { hashId, isNew: kept === null };
}

async function readSalt(path: string): Promise<Buffer | null> {
  try {
    const salt = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
    return salt.length === SALT_BYTES ? salt : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
