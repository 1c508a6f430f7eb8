import { createHash } from 'node:crypto';
import type { ModelFingerprint } from '../embeddings/embedder.ts';

const KEY_BYTES = 32;
const CHECKSUM_BYTES = 16;
const MAGIC = 'FNEMBED1';

/** SHA-256 of what makes two embeddings of one text equal. */
export function hashModel(model: ModelFingerprint): Buffer {
  const { modelId, sha256, pooling, queryPrefix, passagePrefix, dimensions } = model;
  const fields = [modelId, sha256, pooling, queryPrefix, passagePrefix, dimensions];
  return createHash('sha256').update(JSON.stringify(fields)).digest();
}

/** SHA-256 of a text, hex: the key of its embedding. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The first bytes of a cache file. */
export function encodeHeader(model: ModelFingerprint): Buffer {
  return Buffer.concat([Buffer.from(MAGIC), hashModel(model)]);
}

/**
 * Length of a record, in bytes:
 *
 *     ┌ SHA-256 of the text ┬ dimensions × float32, little endian ┬ checksum ┐
 *     └ 32                  ┴ 4 × dimensions                      ┴ 16       ┘
 */
export function measureRecord(dimensions: number): number {
  return KEY_BYTES + 4 * dimensions + CHECKSUM_BYTES;
}

/** One embedding with its key. The checksum covers both, and the model's hash. */
export function encodeRecord(modelHash: Buffer, key: string, embedding: Float32Array): Buffer {
  const record = Buffer.alloc(measureRecord(embedding.length));
  record.write(key, 'hex');
  for (const [index, value] of embedding.entries()) record.writeFloatLE(value, KEY_BYTES + 4 * index);
  const body = record.subarray(0, record.length - CHECKSUM_BYTES);
  hashBody(modelHash, body).copy(record, body.length);
  return record;
}

/** Key and embedding of a record; null where its checksum is wrong. */
export function decodeRecord(
  modelHash: Buffer,
  record: Buffer,
): { readonly key: string; readonly embedding: Float32Array } | null {
  const body = record.subarray(0, record.length - CHECKSUM_BYTES);
  if (!hashBody(modelHash, body).equals(record.subarray(body.length))) return null;
  const embedding = new Float32Array((body.length - KEY_BYTES) / 4);
  for (let index = 0; index < embedding.length; index += 1) {
    embedding[index] = body.readFloatLE(KEY_BYTES + 4 * index);
  }
  return { key: body.toString('hex', 0, KEY_BYTES), embedding };
}

function hashBody(modelHash: Buffer, body: Buffer): Buffer {
  return createHash('sha256').update(modelHash).update(body).digest().subarray(0, CHECKSUM_BYTES);
}
