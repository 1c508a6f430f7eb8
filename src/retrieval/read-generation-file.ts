import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { IndexFormatError } from '../errors.ts';
import type { GenerationFile } from './manifest.ts';

/** How much is hashed before other work of the process gets a turn. */
const PIECE_BYTES = 1 << 20;

/** Size and SHA-256 (hex) of a file as it is on disk. */
export async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Reads a file of a generation and holds it against its line of the manifest.
 * @throws IndexFormatError where it is missing, unreadable, of another size or altered.
 */
export async function readGenerationFile(folder: string, expected: GenerationFile): Promise<Buffer> {
  const path = join(folder, expected.name);
  const { content, ...found } = await readAndHash(path, expected.bytes).catch((cause: unknown) => {
    throw createUnreadable(path, expected, cause);
  });
  assertSame(path, expected, found);
  return content;
}

/** Piece by piece, since the checksum of a big file in one go would hold up everything else. */
async function readAndHash(
  path: string,
  expectedBytes: number,
): Promise<{ content: Buffer; bytes: number; sha256: string }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // Of another size than it should be: that is told, and no memory is spent on it.
    const content = Buffer.allocUnsafeSlow(size === expectedBytes ? size : 0);
    const hash = createHash('sha256');
    let bytes = 0;
    while (bytes < content.length) {
      const { bytesRead } = await file.read(content, bytes, Math.min(PIECE_BYTES, content.length - bytes));
      if (bytesRead === 0) break;
      hash.update(content.subarray(bytes, bytes + bytesRead));
      bytes += bytesRead;
    }
    return { content, bytes: size === expectedBytes ? bytes : size, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/**
 * Holds a file of a generation against its line of the manifest, without keeping it in memory.
 * @throws IndexFormatError where it is missing, unreadable, of another size or altered.
 */
export async function checkGenerationFile(folder: string, expected: GenerationFile): Promise<void> {
  const path = join(folder, expected.name);
  const found = await hashFile(path).catch((cause: unknown) => {
    throw createUnreadable(path, expected, cause);
  });
  assertSame(path, expected, found);
}

function assertSame(path: string, expected: GenerationFile, found: { bytes: number; sha256: string }): void {
  if (found.bytes !== expected.bytes) {
    throw createDamaged(path, `${expected.bytes} bytes`, `${found.bytes} bytes`);
  }
  if (found.sha256 !== expected.sha256) {
    throw createDamaged(path, `SHA-256 ${expected.sha256}`, `SHA-256 ${found.sha256}`);
  }
}

function createUnreadable(path: string, expected: GenerationFile, cause: unknown): IndexFormatError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'a read error';
  return createDamaged(path, `${expected.bytes} bytes`, code === 'ENOENT' ? 'no such file' : code, cause);
}

/** The error for a file of the index that is not what its checksum says. */
export function createDamaged(
  path: string,
  expected: string,
  found: string,
  cause?: unknown,
): IndexFormatError {
  const message = `${path} is missing or damaged: expected ${expected}, found ${found}. Run "npm run index" to build the index anew.`;
  return new IndexFormatError(path, expected, found, message, cause);
}
