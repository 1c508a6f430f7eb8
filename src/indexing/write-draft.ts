import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FootnoteError, IndexFormatError } from '../errors.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { serializeMilestones } from '../milestones/milestone-file.ts';
import type { ArticleHeader, Passage } from '../passages/passage.ts';
import { buildHnswIndex } from '../retrieval/hnsw-index.ts';
import { buildLexicalIndex } from '../retrieval/lexical-index.ts';
import { GENERATION_FILES, type GenerationFile, type Manifest } from '../retrieval/manifest.ts';
import { type GenerationParts, openGenerationParts } from '../retrieval/open-generation.ts';
import { listIndexedArticles, serializePassages } from '../retrieval/passage-file.ts';
import { hashFile } from '../retrieval/read-generation-file.ts';
import { locateGeneration } from '../retrieval/read-pointer.ts';
import { guardWriting } from './guard-writing.ts';
import { UNFINISHED_PREFIX } from './prune-generations.ts';
import { makeFolder, syncToDisk, writeDurably } from './write-durably.ts';

/** What a generation is written from. The embedding at position i is that of the passage at i. */
export interface GenerationContent {
  readonly headers: readonly ArticleHeader[];
  readonly passages: readonly Passage[];
  readonly embeddings: readonly Float32Array[];
  readonly milestones: readonly Milestone[];
  readonly facts: GenerationFacts;
}

/** What the manifest tells that cannot be seen from the content. */
export type GenerationFacts = Omit<Manifest, 'formatVersion' | 'generation' | 'builtAt' | 'counts' | 'files'>;

/** A generation without its manifest: it can be searched, and nobody can take it for a whole one. */
export interface GenerationDraft {
  readonly folder: string;
  readonly files: readonly GenerationFile[];
  readonly counts: Manifest['counts'];
  readonly facts: GenerationFacts;
  /** As they were read back from the disk. */
  readonly parts: GenerationParts;
}

export interface WriteDraftOptions {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Writes all of a generation that is searched, and opens it as the bot would, to be sure of it. See `finishDraft`, and
 * `removeDraft` where it is not wanted.
 * @throws FootnoteError 'index-unwritable' where the disk does not take it, or gives back something else.
 */
export async function writeDraft(
  indexDir: string,
  content: GenerationContent,
  { onProgress, signal }: WriteDraftOptions,
): Promise<GenerationDraft> {
  const folder = locateGeneration(indexDir, `${UNFINISHED_PREFIX}${randomBytes(8).toString('hex')}`);
  const { headers, passages, milestones, facts } = content;
  const counts = { articles: headers.length, passages: passages.length, milestones: milestones.length };
  const writers = listWriters(content);
  try {
    await makeFolder(folder);
    const files: GenerationFile[] = [];
    for (const [name, write] of writers) {
      signal.throwIfAborted();
      onProgress(files.length, writers.length);
      files.push(await writeGenerationFile(folder, name, write));
    }
    signal.throwIfAborted();
    const parts = await openWritten(folder, { files, counts, fingerprint: facts.fingerprint });
    onProgress(writers.length, writers.length);
    return { folder, files, counts, facts, parts };
  } catch (error) {
    await removeDraft({ folder });
    throw error;
  }
}

/** Writes one file and has it on the disk; gives its line for the manifest. */
export async function writeGenerationFile(
  folder: string,
  name: string,
  write: (path: string) => Promise<void>,
): Promise<GenerationFile> {
  const path = join(folder, name);
  await write(path);
  return guardWriting(path, async () => {
    await syncToDisk(path);
    return { name, ...(await hashFile(path)) };
  });
}

/** Removes a draft, if it is still there. What cannot be removed is in nobody's way. */
export async function removeDraft({ folder }: Pick<GenerationDraft, 'folder'>): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

/** The error for a generation that is on the disk otherwise than it was written. */
export function createUnprovenError(folder: string, cause: IndexFormatError): FootnoteError {
  const message = `The new index in ${folder} did not read back as it was written: the disk is full or fails. Free some space, or name another folder with --index, then run "npm run index" again. The index in use is as it was.`;
  return new FootnoteError(message, { code: 'index-unwritable', cause });
}

/** Opens what was written as the bot would: hnswlib, for one, says nothing when the disk does not take its file. */
async function openWritten(
  folder: string,
  facts: Parameters<typeof openGenerationParts>[1],
): Promise<GenerationParts> {
  try {
    return await openGenerationParts(folder, facts);
  } catch (cause) {
    throw cause instanceof IndexFormatError ? createUnprovenError(folder, cause) : cause;
  }
}

type Writer = (path: string) => Promise<void>;

function listWriters({
  headers,
  passages,
  embeddings,
  milestones,
  facts,
}: GenerationContent): readonly (readonly [string, Writer])[] {
  const articles = listIndexedArticles(headers, passages);
  const articleLines = articles.map((article) => JSON.stringify(article));
  return [
    [GENERATION_FILES.articles, (path) => writeDurably(path, articleLines)],
    [GENERATION_FILES.passages, (path) => writeDurably(path, serializePassages(passages, articles))],
    [GENERATION_FILES.milestones, (path) => writeDurably(path, serializeMilestones(milestones))],
    [
      GENERATION_FILES.lexical,
      async (path) => writeDurably(path, (await buildLexicalIndex(passages)).serialize()),
    ],
    [
      GENERATION_FILES.vectors,
      async (path) => {
        const index = await buildHnswIndex(embeddings, facts.fingerprint.dimensions);
        await guardWriting(path, () => index.save(path));
      },
    ],
  ];
}
