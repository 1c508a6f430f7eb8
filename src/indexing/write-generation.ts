import { createHash, randomBytes } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FootnoteError, IndexFormatError } from '../errors.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { serializeMilestones } from '../milestones/milestone-file.ts';
import type { ArticleHeader, Passage } from '../passages/passage.ts';
import { buildHnswIndex } from '../retrieval/hnsw-index.ts';
import { buildLexicalIndex } from '../retrieval/lexical-index.ts';
import {
  GENERATION_FILES,
  type GenerationFile,
  INDEX_FORMAT_VERSION,
  type Manifest,
} from '../retrieval/manifest.ts';
import { openPointedGeneration } from '../retrieval/open-generation.ts';
import { listIndexedArticles, serializePassages } from '../retrieval/passage-file.ts';
import { hashFile } from '../retrieval/read-generation-file.ts';
import { MANIFEST_FILE } from '../retrieval/read-manifest.ts';
import { locateGeneration, type Pointer } from '../retrieval/read-pointer.ts';
import { guardWriting } from './guard-writing.ts';
import { UNFINISHED_PREFIX } from './prune-generations.ts';
import { makeFolder, renameDurably, syncToDisk, writeDurably } from './write-durably.ts';

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

export interface WriteGenerationOptions {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Writes a generation beside the others, has it on the disk, and opens it as the bot would, to be sure of it. The
 * current one stays current: see `switchGeneration`.
 * @throws FootnoteError 'index-unwritable' where the disk does not take it, or gives back something else.
 */
export async function writeGeneration(
  indexDir: string,
  content: GenerationContent,
  { onProgress, signal }: WriteGenerationOptions,
): Promise<Pointer> {
  const draft = locateGeneration(indexDir, `${UNFINISHED_PREFIX}${randomBytes(8).toString('hex')}`);
  const steps = Object.keys(GENERATION_FILES).length + 2;
  let done = 0;
  const step = (): void => {
    signal.throwIfAborted();
    onProgress(done, steps);
    done += 1;
  };
  try {
    await makeFolder(draft);
    const files: GenerationFile[] = [];
    for (const [name, write] of listWriters(content)) {
      step();
      const path = join(draft, name);
      await write(path);
      await guardWriting(path, async () => {
        await syncToDisk(path);
        files.push({ name, ...(await hashFile(path)) });
      });
    }
    step();
    const manifest = await createManifest(indexDir, content, files);
    const json = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeDurably(join(draft, MANIFEST_FILE), json);
    await guardWriting(draft, () => syncToDisk(draft));
    const folder = locateGeneration(indexDir, manifest.generation);
    await renameDurably(draft, folder);

    step();
    const manifestSha256 = createHash('sha256').update(json).digest('hex');
    const pointer = { generation: manifest.generation, manifestSha256 };
    await proveReadable(indexDir, pointer, manifest);
    onProgress(steps, steps);
    return pointer;
  } finally {
    // Renamed away where all went well. Where not, its space is wanted back at once; the error is told by the rest.
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Opens a new generation as the bot would: hnswlib, for one, says nothing when the disk does not take its file. */
async function proveReadable(indexDir: string, pointer: Pointer, { fingerprint }: Manifest): Promise<void> {
  try {
    await openPointedGeneration(indexDir, pointer, { fingerprint });
  } catch (cause) {
    const folder = locateGeneration(indexDir, pointer.generation);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    if (!(cause instanceof IndexFormatError)) throw cause;
    const message = `The new index in ${folder} did not read back as it was written: the disk is full or fails. Free some space, or name another folder with --index, then run "npm run index" again. The index in use is as it was.`;
    throw new FootnoteError(message, { code: 'index-unwritable', cause });
  }
}

type Writer = (path: string) => Promise<void>;

function listWriters({
  headers,
  passages,
  embeddings,
  milestones,
  facts,
}: GenerationContent): readonly [string, Writer][] {
  const articles = listIndexedArticles(headers, passages);
  return [
    [
      GENERATION_FILES.articles,
      (path) =>
        writeDurably(
          path,
          articles.map((article) => JSON.stringify(article)),
        ),
    ],
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

async function createManifest(
  indexDir: string,
  { headers, passages, milestones, facts }: GenerationContent,
  files: readonly GenerationFile[],
): Promise<Manifest> {
  const content = JSON.stringify([facts.corpusSha256, facts.fingerprint, files]);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  for (let time = Date.now(); ; time += 1) {
    const builtAt = new Date(time).toISOString();
    const generation = `${builtAt.replace(/[-:.]/g, '')}-${hash}`;
    const taken = await access(locateGeneration(indexDir, generation)).then(
      () => true,
      () => false,
    );
    if (taken) continue;
    const counts = { articles: headers.length, passages: passages.length, milestones: milestones.length };
    return { formatVersion: INDEX_FORMAT_VERSION, generation, builtAt, counts, ...facts, files: [...files] };
  }
}
