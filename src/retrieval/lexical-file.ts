import { endianness } from 'node:os';
import { z } from 'zod';
import { IndexFormatError } from '../errors.ts';
import {
  LEXICAL_FIELDS,
  type FieldPostings,
  type LexicalField,
  type LexicalPostings,
} from './lexical-postings.ts';

/** Part of the index's fingerprint: raise it with every change of analysis, fields or serialised form. */
export const LEXICAL_INDEX_VERSION = '2';

const MAGIC = 'FNLEXIC1';

/** Every array begins at a multiple of this, in bytes, so that it can be used where it lies. */
const ALIGNMENT = 8;

const ARRAYS = {
  starts: Uint32Array,
  passages: Uint32Array,
  counts: Uint16Array,
  lengths: Uint32Array,
} as const;

const section = z.object({ start: z.int().min(0), bytes: z.int().min(0) });

const headerSchema = z.object({
  version: z.string(),
  endianness: z.string(),
  passageCount: z.int().min(0),
  averageLengths: z.record(z.string(), z.number()),
  sections: z.record(z.string(), section),
});

/**
 * The postings as bytes that need no parsing:
 *
 *     ┌ magic, 8 ┬ length of the header, uint32 ┬ header, JSON ┬ the vocabulary, one stem a line ┬ arrays … ┐
 */
export function encodePostings({
  vocabulary,
  frequencies,
  fields,
  passageCount,
}: LexicalPostings): Uint8Array {
  const parts: (readonly [string, Uint8Array])[] = [
    ['vocabulary', Buffer.from(vocabulary.join('\n'))],
    ['frequencies', viewBytes(frequencies)],
    ...LEXICAL_FIELDS.flatMap((field) =>
      listArrays(fields[field]).map(([name, array]) => [`${field}.${name}`, viewBytes(array)] as const),
    ),
  ];
  let end = 0;
  const sections = Object.fromEntries(
    parts.map(([name, { byteLength: bytes }]) => {
      const start = align(end);
      end = start + bytes;
      return [name, { start, bytes }];
    }),
  );
  const averageLengths = Object.fromEntries(
    LEXICAL_FIELDS.map((field) => [field, fields[field].averageLength]),
  );
  const header = {
    version: LEXICAL_INDEX_VERSION,
    endianness: endianness(),
    passageCount,
    averageLengths,
    sections,
  };
  const json = Buffer.from(JSON.stringify(header));
  const offset = align(MAGIC.length + 4 + json.length);
  const file = Buffer.alloc(offset + end);
  file.write(MAGIC, 'latin1');
  file.writeUInt32LE(json.length, MAGIC.length);
  file.set(json, MAGIC.length + 4);
  for (const [name, bytes] of parts) file.set(bytes, offset + (sections[name]?.start ?? 0));
  return file;
}

/**
 * The postings of a file whose checksum was found right; its arrays are those bytes, not copies of them.
 * @throws IndexFormatError where it is no such file, or one of another version or machine.
 */
export function decodePostings(file: Uint8Array, path: string): LexicalPostings {
  const bytes = moveToAlignment(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  const { header, offset } = readHeader(bytes, path);
  const read = (name: string): Buffer => {
    const { start, bytes: length } = header.sections[name] ?? { start: 0, bytes: -1 };
    if (length < 0 || offset + start + length > bytes.length) throw createInvalid(path, `no whole ${name}`);
    return bytes.subarray(offset + start, offset + start + length);
  };
  const vocabulary = read('vocabulary').toString('utf8');
  const readField = (field: LexicalField): FieldPostings => ({
    starts: viewArray(ARRAYS.starts, read(`${field}.starts`)),
    passages: viewArray(ARRAYS.passages, read(`${field}.passages`)),
    counts: viewArray(ARRAYS.counts, read(`${field}.counts`)),
    lengths: viewArray(ARRAYS.lengths, read(`${field}.lengths`)),
    averageLength: header.averageLengths[field] ?? 0,
  });
  return {
    passageCount: header.passageCount,
    vocabulary: vocabulary === '' ? [] : vocabulary.split('\n'),
    frequencies: viewArray(Uint32Array, read('frequencies')),
    fields: { title: readField('title'), headings: readField('headings'), text: readField('text') },
  };
}

function readHeader(bytes: Buffer, path: string): { header: z.infer<typeof headerSchema>; offset: number } {
  const at = MAGIC.length + 4;
  if (bytes.length < at || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw createInvalid(path, 'another format');
  }
  const length = bytes.readUInt32LE(MAGIC.length);
  const parsed = headerSchema.safeParse(parseJson(bytes.toString('utf8', at, at + length)));
  if (!parsed.success) throw createInvalid(path, 'another format');
  const { version, endianness: order } = parsed.data;
  if (version !== LEXICAL_INDEX_VERSION) throw createInvalid(path, `version ${version}`);
  if (order !== endianness()) throw createInvalid(path, `the byte order of another machine (${order})`);
  return { header: parsed.data, offset: align(at + length) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function createInvalid(path: string, found: string): IndexFormatError {
  const expected = `lexical index version ${LEXICAL_INDEX_VERSION}`;
  const message = `${path} is not a lexical index of version ${LEXICAL_INDEX_VERSION} (${found}): rebuild with npm run index.`;
  return new IndexFormatError(path, expected, found, message);
}

function listArrays(field: FieldPostings) {
  return (Object.keys(ARRAYS) as (keyof typeof ARRAYS)[]).map((name) => [name, field[name]] as const);
}

function viewBytes({ buffer, byteOffset, byteLength }: Uint32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function viewArray<T>(
  ArrayType: {
    readonly BYTES_PER_ELEMENT: number;
    new (buffer: ArrayBufferLike, start: number, length: number): T;
  },
  { buffer, byteOffset, byteLength }: Buffer,
): T {
  return new ArrayType(buffer, byteOffset, Math.floor(byteLength / ArrayType.BYTES_PER_ELEMENT));
}

/** A small file lies anywhere in Node's pool of buffers. */
function moveToAlignment(bytes: Buffer): Buffer {
  if (bytes.byteOffset % ALIGNMENT === 0) return bytes;
  const moved = Buffer.from(new ArrayBuffer(bytes.length));
  moved.set(bytes);
  return moved;
}

function align(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
