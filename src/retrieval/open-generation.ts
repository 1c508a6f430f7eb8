import { join } from 'node:path';
import { FootnoteError, IndexFormatError } from '../errors.ts';
import type { Passage } from '../passages/passage.ts';
import { loadHnswIndex } from './hnsw-index.ts';
import { type LexicalIndex, parseLexicalIndex } from './lexical-index.ts';
import {
  findFingerprintDifference,
  FINGERPRINT_WORDS,
  GENERATION_FILES,
  type IndexFingerprint,
  type Manifest,
} from './manifest.ts';
import { type IndexedArticle, parseArticles, parsePassages } from './passage-file.ts';
import { checkGenerationFile, createDamaged, readGenerationFile } from './read-generation-file.ts';
import { findFile, MANIFEST_FILE, readManifest } from './read-manifest.ts';
import { locateGeneration, type Pointer, readPointer } from './read-pointer.ts';
import type { VectorIndex } from './vector-index.ts';

/** What a generation is searched and quoted by. The passage at position i has the label i in `vectorIndex`. */
export interface GenerationParts {
  readonly articles: readonly IndexedArticle[];
  /** Those of one article share one header object. */
  readonly passages: readonly Passage[];
  readonly vectorIndex: VectorIndex;
  readonly lexicalIndex: LexicalIndex;
  /** The text of milestones.jsonl, as many lines as the manifest counts. */
  readonly milestonesJson: string;
}

/** One complete build of the index, open for searching. */
export interface Generation extends GenerationParts {
  readonly name: string;
  readonly manifest: Manifest;
  /** The text of calibration.json. */
  readonly calibrationJson: string;
}

export interface OpenGenerationOptions {
  /** What the program that asks needs the index to be built with. */
  readonly fingerprint: IndexFingerprint;
}

/** A build may prune the generation while it is read; the pointer then names a newer one. */
const MAX_ATTEMPTS = 3;

/**
 * Opens the current generation. Every file is held against its checksum before anything parses it, and the
 * fingerprint before any file is read.
 * @throws FootnoteError 'index-missing' where there is no index; IndexFormatError, which names what was expected and
 *   found, where it was built otherwise or a file is missing, shortened, altered or of another generation.
 */
export async function openGeneration(indexDir: string, options: OpenGenerationOptions): Promise<Generation> {
  for (let attempt = 1; ; attempt += 1) {
    const pointer = await readPointer(indexDir);
    if (pointer === null) {
      const message = `There is no index in ${indexDir}. Run "npm run index" to build it.`;
      throw new FootnoteError(message, { code: 'index-missing' });
    }
    try {
      return await openPointedGeneration(indexDir, pointer, options);
    } catch (error) {
      const newer = attempt < MAX_ATTEMPTS ? await readPointer(indexDir) : null;
      if (newer === null || newer.generation === pointer.generation) throw error;
    }
  }
}

/**
 * Opens the generation that a pointer names, current or not, with all the checks of `openGeneration`.
 * @throws IndexFormatError as `openGeneration` does.
 */
export async function openPointedGeneration(
  indexDir: string,
  pointer: Pointer,
  { fingerprint }: OpenGenerationOptions,
): Promise<Generation> {
  const folder = locateGeneration(indexDir, pointer.generation);
  const manifestPath = join(folder, MANIFEST_FILE);
  const manifest = await readManifest(indexDir, pointer);
  assertFingerprint(fingerprint, manifest.fingerprint, manifestPath);

  const held: readonly string[] = [...PART_FILES, GENERATION_FILES.calibration];
  const [parts, calibration] = await Promise.all([
    openGenerationParts(folder, manifest),
    readGenerationFile(folder, findFile(manifest, GENERATION_FILES.calibration, manifestPath)),
    ...manifest.files
      .filter(({ name }) => !held.includes(name))
      .map((file) => checkGenerationFile(folder, file)),
  ]);
  return { name: pointer.generation, manifest, ...parts, calibrationJson: calibration.toString('utf8') };
}

/** The files that `openGenerationParts` reads. */
const PART_FILES: readonly string[] = [
  GENERATION_FILES.articles,
  GENERATION_FILES.passages,
  GENERATION_FILES.vectors,
  GENERATION_FILES.lexical,
  GENERATION_FILES.milestones,
];

/**
 * Opens what a generation is searched by, whether it has its manifest already or not. Each file is held against its
 * checksum before anything parses it.
 * @throws IndexFormatError where a file is missing, shortened or altered.
 */
export async function openGenerationParts(
  folder: string,
  facts: Pick<Manifest, 'files' | 'counts'> & { readonly fingerprint: Pick<IndexFingerprint, 'dimensions'> },
): Promise<GenerationParts> {
  const { counts, fingerprint } = facts;
  const line = (name: string) => findFile(facts, name, join(folder, MANIFEST_FILE));
  const read = (name: string): Promise<Buffer> => readGenerationFile(folder, line(name));
  const [articlesJson, passagesJson, lexical, milestonesJsonl] = await Promise.all([
    read(GENERATION_FILES.articles),
    read(GENERATION_FILES.passages),
    read(GENERATION_FILES.lexical),
    read(GENERATION_FILES.milestones),
    checkGenerationFile(folder, line(GENERATION_FILES.vectors)),
  ]);

  // hnswlib reads on a thread of its own, so that both take no longer than the slower one.
  const [vectorIndex, parsed] = await Promise.all([
    loadHnswIndex(join(folder, GENERATION_FILES.vectors), {
      dimensions: fingerprint.dimensions,
      count: counts.passages,
    }),
    (async (): Promise<Parsed> => {
      const articles = await parseArticles(articlesJson);
      assertCount(join(folder, GENERATION_FILES.articles), counts.articles, articles.length);
      const passages = await parsePassages(passagesJson, articles);
      assertCount(join(folder, GENERATION_FILES.passages), counts.passages, passages.length);
      const milestonesJson = milestonesJsonl.toString('utf8');
      const lines = milestonesJson.split('\n').length - 1;
      assertCount(join(folder, GENERATION_FILES.milestones), counts.milestones, lines);
      const lexicalIndex = parseLexicalIndex(lexical);
      return { articles, passages, lexicalIndex, milestonesJson };
    })(),
  ]);
  return { vectorIndex, ...parsed };
}

type Parsed = Omit<GenerationParts, 'vectorIndex'>;

function assertFingerprint(expected: IndexFingerprint, found: IndexFingerprint, path: string): void {
  const field = findFingerprintDifference(expected, found);
  if (field === null) return;
  const words = FINGERPRINT_WORDS[field];
  const [wanted, had] = [
    `${words} ${JSON.stringify(expected[field])}`,
    `${words} ${JSON.stringify(found[field])}`,
  ];
  const message = `${path} is of an index that was built otherwise: expected ${wanted}, found ${had}. Run "npm run index" to build it anew.`;
  throw new IndexFormatError(path, wanted, had, message);
}

function assertCount(path: string, expected: number, found: number): void {
  if (found !== expected) throw createDamaged(path, `${expected} lines`, `${found} lines`);
}
