import { createHash } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { IndexFormatError } from '../errors.ts';
import { GENERATION_FILES, INDEX_FORMAT_VERSION, type Manifest } from '../retrieval/manifest.ts';
import { checkGenerationFile } from '../retrieval/read-generation-file.ts';
import { findFile, MANIFEST_FILE, readManifest } from '../retrieval/read-manifest.ts';
import { locateGeneration, type Pointer } from '../retrieval/read-pointer.ts';
import { guardWriting } from './guard-writing.ts';
import {
  createUnprovenError,
  type GenerationContent,
  type GenerationDraft,
  removeDraft,
  writeDraft,
  type WriteDraftOptions,
  writeGenerationFile,
} from './write-draft.ts';
import { renameDurably, syncToDisk, writeDurably } from './write-durably.ts';

/** What was found out by asking a draft, as the texts of its files. */
export interface GenerationFindings {
  readonly calibrationJson: string;
  readonly questionsJson: string;
}

const NO_FINDINGS: GenerationFindings = { calibrationJson: 'null\n', questionsJson: 'null\n' };

/**
 * Writes a generation beside the others, has it on the disk, and opens it as the bot would, to be sure of it. The
 * current one stays current: see `switchGeneration`.
 * @throws FootnoteError 'index-unwritable' where the disk does not take it, or gives back something else.
 */
export async function writeGeneration(
  indexDir: string,
  content: GenerationContent,
  options: WriteDraftOptions & { readonly findings?: GenerationFindings },
): Promise<Pointer> {
  const draft = await writeDraft(indexDir, content, options);
  return finishDraft(indexDir, draft, options.findings ?? NO_FINDINGS);
}

/**
 * Makes a draft a generation: writes what was found out about it, and its manifest. The draft is gone afterwards,
 * whether that went well or not.
 * @throws FootnoteError 'index-unwritable' as `writeGeneration` does.
 */
export async function finishDraft(
  indexDir: string,
  draft: GenerationDraft,
  { calibrationJson, questionsJson }: GenerationFindings,
): Promise<Pointer> {
  try {
    const added = [
      await writeGenerationFile(draft.folder, GENERATION_FILES.calibration, (path) =>
        writeDurably(path, calibrationJson),
      ),
      await writeGenerationFile(draft.folder, GENERATION_FILES.questions, (path) =>
        writeDurably(path, questionsJson),
      ),
    ];
    const manifest = await createManifest(indexDir, { ...draft, files: [...draft.files, ...added] });
    const json = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeDurably(join(draft.folder, MANIFEST_FILE), json);
    await guardWriting(draft.folder, () => syncToDisk(draft.folder));
    await renameDurably(draft.folder, locateGeneration(indexDir, manifest.generation));

    const manifestSha256 = createHash('sha256').update(json).digest('hex');
    const pointer = { generation: manifest.generation, manifestSha256 };
    await proveReadable(indexDir, pointer);
    return pointer;
  } finally {
    // Renamed away where all went well. Where not, its space is wanted back at once; the error is told by the rest.
    await removeDraft(draft);
  }
}

/** Holds what was written last against its checksums; the rest was opened while it was a draft. */
async function proveReadable(indexDir: string, pointer: Pointer): Promise<void> {
  const folder = locateGeneration(indexDir, pointer.generation);
  try {
    const manifest = await readManifest(indexDir, pointer);
    for (const name of [GENERATION_FILES.calibration, GENERATION_FILES.questions]) {
      await checkGenerationFile(folder, findFile(manifest, name, join(folder, MANIFEST_FILE)));
    }
  } catch (cause) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw cause instanceof IndexFormatError ? createUnprovenError(folder, cause) : cause;
  }
}

async function createManifest(
  indexDir: string,
  { facts, counts, files }: Pick<GenerationDraft, 'facts' | 'counts' | 'files'>,
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
    return { formatVersion: INDEX_FORMAT_VERSION, generation, builtAt, counts, ...facts, files: [...files] };
  }
}
