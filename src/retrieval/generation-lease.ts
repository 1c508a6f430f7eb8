import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { GENERATION_NAME } from './manifest.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';

/** Folder of the index that holds one small file for each process that answers from it. */
export const LEASE_FOLDER = 'in-use';

const schema = z.object({
  place: z.string(),
  pid: z.int().min(1),
  started: z.string().nullable(),
  generation: z.string().regex(GENERATION_NAME),
});

/** What the file of a process says: who it is, and which generation it answers from. */
export type Lease = Readonly<z.infer<typeof schema>> & ProcessIdentity;

/** Reads a lease; null where the file is none. */
export async function readLease(path: string): Promise<Lease | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * The file by which this process tells builds which generation it answers from, so that none removes it. A process that
 * is killed leaves its file behind; builds see that nobody is behind it. Where the index cannot be written there is no
 * file, and nobody who could remove anything either.
 */
export class GenerationLease {
  readonly #folder: string;
  readonly #path: string;
  #written = false;

  constructor(indexDir: string) {
    this.#folder = join(indexDir, LEASE_FOLDER);
    this.#path = join(this.#folder, `${process.pid}-${randomBytes(4).toString('hex')}.json`);
  }

  /** Names the one generation that is in use from now on. Never throws. */
  async take(generation: string): Promise<void> {
    const lease: Lease = { ...(await identifyProcess()), generation };
    const draft = `${this.#path}.tmp`;
    try {
      // Not the folders above it: an index that was removed is not to come back as an empty one.
      await mkdir(this.#folder).catch(() => undefined);
      await writeFile(draft, `${JSON.stringify(lease)}\n`);
      await rename(draft, this.#path);
      this.#written = true;
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  /** Shows to builds on other machines that this process is alive. Never throws. */
  async refresh(generation: string): Promise<void> {
    const now = new Date();
    const refreshed =
      this.#written &&
      (await utimes(this.#path, now, now).then(
        () => true,
        () => false,
      ));
    if (!refreshed) await this.take(generation);
  }

  async release(): Promise<void> {
    this.#written = false;
    await rm(this.#path, { force: true }).catch(() => undefined);
  }
}
