import { z } from 'zod';
import type { ModelFingerprint } from '../embeddings/embedder.ts';
import { IndexFormatError } from '../errors.ts';

/** Changes when the files of a generation are laid out otherwise. */
export const INDEX_FORMAT_VERSION = 4;

/** What must be equal for an index to be usable: the model, and how articles are read, split and indexed. */
export interface IndexFingerprint extends ModelFingerprint {
  readonly formatVersion: number;
  readonly readerVersion: string;
  readonly splitterVersion: string;
  readonly lexicalVersion: string;
  readonly milestonesVersion: string;
}

/** Files that every generation has. Others may be listed in its manifest too, and are checked like these. */
export const GENERATION_FILES = {
  articles: 'articles.jsonl',
  passages: 'passages.jsonl',
  vectors: 'vectors.hnsw',
  lexical: 'lexical.bin',
  milestones: 'milestones.jsonl',
  calibration: 'calibration.json',
  questions: 'question-results.json',
} as const;

/** UTC time to the millisecond, then eight hex digits of the content's SHA-256: sorts by time. */
export const GENERATION_NAME = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits');
const count = z.int().min(0);

const generationFile = z.object({
  // A plain name: a manifest can never point out of its own folder.
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*(\.[a-z0-9]+)+$/, 'must be a plain file name'),
  bytes: count,
  sha256,
});

const schema = z.object({
  formatVersion: z.literal(INDEX_FORMAT_VERSION),
  generation: z.string().regex(GENERATION_NAME),
  /** The generation that this one took the place of, kept until the next build. */
  previous: z.string().regex(GENERATION_NAME).nullable(),
  builtAt: z.iso.datetime(),
  footnoteVersion: z.string().min(1),
  fingerprint: z.object({
    modelId: z.string(),
    sha256,
    pooling: z.enum(['cls', 'mean']),
    queryPrefix: z.string(),
    passagePrefix: z.string(),
    dimensions: z.int().min(1),
    formatVersion: count,
    readerVersion: z.string(),
    splitterVersion: z.string(),
    lexicalVersion: z.string(),
    milestonesVersion: z.string(),
  }),
  counts: z.object({ articles: count, passages: count, milestones: count }),
  /** SHA-256 over the sorted ids and checksums of all corpus files, the left-out ones included. */
  corpusSha256: sha256,
  articles: z.array(z.object({ id: z.string(), sha256 })),
  /** Corpus files that were left out; null where the file could not be read at all. */
  rejected: z.array(
    z.object({
      path: z.string(),
      sha256: sha256.nullable(),
      line: z.int().nullable(),
      reason: z.string(),
      message: z.string(),
    }),
  ),
  files: z.array(generationFile),
});

/** What a generation says of itself. Times are ISO 8601 in UTC. */
export type Manifest = z.infer<typeof schema>;
export type GenerationFile = z.infer<typeof generationFile>;

/**
 * Parses a manifest.json. `path` is only for the message.
 * @throws IndexFormatError where it is not JSON, of another format version, or lacks something.
 */
export function parseManifest(json: string, path: string): Manifest {
  const value = parseJson(json, path);
  const version = z.object({ formatVersion: z.unknown() }).safeParse(value).data?.formatVersion;
  if (typeof version === 'number' && version !== INDEX_FORMAT_VERSION) {
    throw new IndexFormatError(
      path,
      `index format ${INDEX_FORMAT_VERSION}`,
      `index format ${version}`,
      `${path} has index format ${version}, this Footnote reads format ${INDEX_FORMAT_VERSION}. Run "npm run index" to build the index anew.`,
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw createInvalid(
    path,
    `${issue?.message ?? 'something else'} (${issue?.path.join('.') ?? ''})`,
    parsed.error,
  );
}

function parseJson(json: string, path: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw createInvalid(path, 'not JSON', cause);
  }
}

function createInvalid(path: string, found: string, cause: unknown): IndexFormatError {
  const message = `${path} is damaged: a manifest was expected, found ${found}. Run "npm run index" to build the index anew.`;
  return new IndexFormatError(path, 'a manifest', found, message, cause);
}

/** The first field in which two fingerprints differ, or null where they are equal. */
export function findFingerprintDifference(
  expected: IndexFingerprint,
  found: IndexFingerprint,
): keyof IndexFingerprint | null {
  const fields = Object.keys(FINGERPRINT_WORDS) as (keyof IndexFingerprint)[];
  return fields.find((field) => expected[field] !== found[field]) ?? null;
}

/** What each field of a fingerprint is called in a message, in the order in which they are compared. */
export const FINGERPRINT_WORDS = {
  modelId: 'embedding model',
  dimensions: 'number of dimensions',
  sha256: 'checksum of the model files',
  pooling: 'pooling',
  queryPrefix: 'question prefix',
  passagePrefix: 'passage prefix',
  formatVersion: 'index format',
  readerVersion: 'article reader version',
  splitterVersion: 'splitter version',
  lexicalVersion: 'lexical index version',
  milestonesVersion: 'milestones version',
} as const satisfies Readonly<Record<keyof IndexFingerprint, string>>;
