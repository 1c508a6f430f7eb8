import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFingerprint } from '../embeddings/embedder.ts';
import {
  decodeRecord,
  encodeHeader,
  encodeRecord,
  hashModel,
  hashText,
  measureRecord,
} from './embedding-record.ts';
import { guardWriting } from './guard-writing.ts';
import { makeFolder, renameDurably } from './write-durably.ts';

/** Folder of the index with one file for each model. */
export const CACHE_FOLDER = 'embeddings-cache';

/** How many records are read, or written when compacted, at once. */
const RECORDS_PER_CHUNK = 512;

/** A smaller file is not worth compacting, in records. */
const MIN_COMPACTED_RECORDS = 1000;

/**
 * Embeddings of earlier builds, by model and text, in one append-only file for each model. A record counts only if its
 * checksum is right, so a torn tail (the builder was killed) or an altered byte costs one embedding, never a wrong one.
 * One writer at a time: open it for writing only under the lock.
 */
export class EmbeddingCache {
  /** Aborted with the error when the disk does not take what is added. */
  readonly failed: AbortSignal;
  readonly #path: string;
  readonly #header: Buffer;
  readonly #modelHash: Buffer;
  readonly #embeddings: Map<string, Float32Array>;
  readonly #failure = new AbortController();
  #file: FileHandle | null;
  /** Records in the file, the useless ones included. */
  #recordCount: number;
  #waiting: Buffer[] = [];
  #writing: Promise<void> | null = null;

  private constructor(path: string, model: ModelFingerprint, scanned: Scanned, file: FileHandle | null) {
    this.#path = path;
    this.#header = encodeHeader(model);
    this.#modelHash = hashModel(model);
    this.#embeddings = scanned.embeddings;
    this.#recordCount = scanned.recordCount;
    this.#file = file;
    this.failed = this.#failure.signal;
  }

  /** Reads what is there and changes nothing; there need be nothing. */
  static async openForReading(indexDir: string, model: ModelFingerprint): Promise<EmbeddingCache> {
    const path = locateCache(indexDir, model);
    const file = await open(path, 'r').catch(() => null);
    if (file === null) return new EmbeddingCache(path, model, createEmpty(), null);
    try {
      return new EmbeddingCache(path, model, (await scan(file, model)) ?? createEmpty(), null);
    } finally {
      await file.close();
    }
  }

  /**
   * Opens the file to add to it, and cuts a torn tail off.
   * @throws FootnoteError 'index-unwritable'.
   */
  static async openForWriting(indexDir: string, model: ModelFingerprint): Promise<EmbeddingCache> {
    const path = locateCache(indexDir, model);
    await makeFolder(join(indexDir, CACHE_FOLDER));
    return guardWriting(path, async () => {
      const file = await open(path, 'a+');
      try {
        let scanned = await scan(file, model);
        if (scanned === null) {
          scanned = createEmpty();
          if ((await file.stat()).size > 0) await file.truncate(0);
          await file.appendFile(encodeHeader(model));
        } else {
          const bytes = encodeHeader(model).length + scanned.recordCount * measureRecord(model.dimensions);
          if ((await file.stat()).size !== bytes) await file.truncate(bytes);
        }
        return new EmbeddingCache(path, model, scanned, file);
      } catch (error) {
        await file.close();
        throw error;
      }
    });
  }

  get(text: string): Float32Array | undefined {
    return this.#embeddings.get(hashText(text));
  }

  /** Keeps an embedding. It is handed to the system at once, so that it outlives this process; see `flush`. */
  add(text: string, embedding: Float32Array): void {
    const key = hashText(text);
    if (this.#embeddings.has(key)) return;
    this.#embeddings.set(key, embedding);
    this.#waiting.push(encodeRecord(this.#modelHash, key, embedding));
    if (!this.failed.aborted) this.#writing ??= this.#writeWaiting();
  }

  /**
   * Ends when all that was added is on the disk.
   * @throws FootnoteError 'index-unwritable' where the disk did not take it.
   */
  async flush(): Promise<void> {
    await this.#writing;
    this.failed.throwIfAborted();
    await guardWriting(this.#path, async () => this.#file?.sync());
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close();
    this.#file = null;
  }

  /** Where most of the file is not of these texts any more, writes a new one with theirs only. Call it last. */
  async compact(texts: Iterable<string>): Promise<void> {
    const keys = new Set([...texts].map(hashText));
    await this.close();
    if (this.#recordCount < MIN_COMPACTED_RECORDS || this.#recordCount <= 2 * keys.size) return;
    const draft = `${this.#path}.tmp`;
    const kept = [...keys].flatMap((key) => {
      const embedding = this.#embeddings.get(key);
      return embedding === undefined ? [] : [encodeRecord(this.#modelHash, key, embedding)];
    });
    await guardWriting(draft, async () => {
      const file = await open(draft, 'w');
      try {
        await file.appendFile(this.#header);
        for (let start = 0; start < kept.length; start += RECORDS_PER_CHUNK) {
          await file.appendFile(Buffer.concat(kept.slice(start, start + RECORDS_PER_CHUNK)));
        }
        await file.sync();
      } finally {
        await file.close();
      }
    });
    await renameDurably(draft, this.#path);
  }

  async #writeWaiting(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.splice(0);
        await guardWriting(this.#path, async () => this.#file?.appendFile(Buffer.concat(batch)));
        this.#recordCount += batch.length;
      }
    } catch (error) {
      this.#failure.abort(error);
    } finally {
      this.#writing = null;
    }
  }
}

interface Scanned {
  readonly embeddings: Map<string, Float32Array>;
  readonly recordCount: number;
}

function createEmpty(): Scanned {
  return { embeddings: new Map(), recordCount: 0 };
}

function locateCache(indexDir: string, model: ModelFingerprint): string {
  return join(indexDir, CACHE_FOLDER, nameCacheFile(model));
}

/** Name of the file of a model. */
export function nameCacheFile(model: ModelFingerprint): string {
  return `${hashModel(model).toString('hex', 0, 8)}.bin`;
}

/** Reads all whole records; null where the file does not begin as a cache of this model. */
async function scan(file: FileHandle, model: ModelFingerprint): Promise<Scanned | null> {
  const expected = encodeHeader(model);
  const modelHash = hashModel(model);
  const length = measureRecord(model.dimensions);
  const chunk = Buffer.alloc(RECORDS_PER_CHUNK * length);
  const header = await file.read(chunk, 0, expected.length, 0);
  if (!chunk.subarray(0, header.bytesRead).equals(expected)) return null;
  const embeddings = new Map<string, Float32Array>();
  for (let recordCount = 0; ;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, expected.length + recordCount * length);
    const whole = Math.floor(bytesRead / length);
    for (let start = 0; start < whole * length; start += length) {
      const record = decodeRecord(modelHash, chunk.subarray(start, start + length));
      if (record !== null) embeddings.set(record.key, record.embedding);
    }
    recordCount += whole;
    if (whole === 0) return { embeddings, recordCount };
  }
}
