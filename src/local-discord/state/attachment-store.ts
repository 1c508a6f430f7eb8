/** A file of a message, in memory. */
export interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Most bytes kept for all messages together; the oldest files go first. Ours, not Discord's. */
const CAPACITY_BYTES = 128 * 1024 * 1024;

/** The files of messages. */
export class AttachmentStore {
  readonly #files = new Map<string, StoredFile>();
  #bytes = 0;

  add(file: StoredFile): void {
    this.#files.set(file.id, file);
    this.#bytes += file.bytes.byteLength;
    for (const [id, oldest] of this.#files) {
      if (this.#bytes <= CAPACITY_BYTES || id === file.id) break;
      this.#files.delete(id);
      this.#bytes -= oldest.bytes.byteLength;
    }
  }

  get(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }
}
