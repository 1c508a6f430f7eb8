import { constants, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Finding } from './finding.ts';

export interface CheckWritableOptions {
  readonly check: string;
  readonly folder: string;
  /** The setting that names the folder. */
  readonly variable: string;
  /** What cannot be done where nothing can be written, such as "no index can be built". */
  readonly loss: string;
}

/**
 * Looks whether something can be written into a folder or, where it is not there yet, into the nearest one above it
 * that is. Writes nothing. Gives a finding only where something is wrong.
 */
export async function checkWritable(options: CheckWritableOptions): Promise<readonly Finding[]> {
  const { check, folder, variable, loss } = options;
  let path = resolve(folder);
  let found = await look(path);
  while (found === null && dirname(path) !== path) {
    path = dirname(path);
    found = await look(path);
  }
  const mayWrite = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (mayWrite && found?.isDirectory() === true) return [];
  const why = mayWrite ? `${path} is no folder` : `Nothing may be written in ${path}`;
  const mend = `Set ${variable} to a folder that the user who runs Footnote may write in, or give them the right.`;
  return [{ check, status: 'failure', message: `${why}, so that ${loss}.`, mend }];
}

async function look(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}
