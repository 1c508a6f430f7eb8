import type { Rejection } from './rejected-file.ts';

/** First bytes of usual files that are no text and may yet hold no zero byte. */
const SIGNATURES: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a ZIP archive or an Office document', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip archive', [0x1f, 0x8b, 0x08]],
];

export type DecodedText =
  | { readonly text: string; readonly rejection?: undefined }
  | { readonly rejection: Rejection; readonly text?: undefined };

/** Bytes → text without a byte order mark, or why they are none: binary, another encoding than UTF-8, or nothing. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const signature = SIGNATURES.find(([, first]) => first.every((byte, index) => bytes[index] === byte));
  if (signature !== undefined) return reject('binary', null, describeBinary(signature[0]));
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return reject('not-utf8', 1, 'The file is UTF-16 text. Save it as UTF-8.');
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1)
    return reject('binary', null, describeBinary(`no text: it has a zero byte at offset ${zero}`));
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.trim() === '')
    return reject('empty', null, 'The file is empty. Write an article into it, or remove it.');
  const invalid = text.includes('\uFFFD') ? findInvalidByte(bytes, text) : null;
  if (invalid === null) return { text };
  const line = countLines(bytes, invalid);
  const value = (bytes[invalid] ?? 0).toString(16).padStart(2, '0');
  return reject(
    'not-utf8',
    line,
    `The file is not valid UTF-8: byte 0x${value} at offset ${invalid} (line ${line}). Save it as UTF-8.`,
  );
}

function reject(reason: Rejection['reason'], line: number | null, message: string): DecodedText {
  return { rejection: { reason, line, message } };
}

function describeBinary(what: string): string {
  return `The file is ${what}. Only text can be indexed: move it out of the corpus folder.`;
}

/** Offset of the first byte that decoded to U+FFFD without being one (EF BF BD); null where there is none. */
function findInvalidByte(bytes: Uint8Array, text: string): number | null {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let offset = hasMark ? 3 : 0;
  let from = 0;
  for (;;) {
    const index = text.indexOf('\uFFFD', from);
    if (index === -1) return null;
    offset += Buffer.byteLength(text.slice(from, index));
    const isGenuine = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (!isGenuine) return offset;
    offset += 3;
    from = index + 1;
  }
}

function countLines(bytes: Uint8Array, end: number): number {
  let lines = 1;
  for (let index = 0; index < end; index += 1) if (bytes[index] === 0x0a) lines += 1;
  return lines;
}
