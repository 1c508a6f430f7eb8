import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CorpusError } from '../errors.ts';
import { compareIds } from './compare-ids.ts';
import type { RejectedFile } from './rejected-file.ts';

/** A file that may be an article. */
export interface FoundFile {
  /** Path relative to the corpus folder, with `/`. */
  readonly articleId: string;
  /** Absolute, links resolved. */
  readonly path: string;
  readonly bytes: number;
}

export interface WalkedCorpus {
  /** Sorted by article id, in code-unit order. */
  readonly files: readonly FoundFile[];
  readonly rejected: readonly RejectedFile[];
}

/** Question sets and other data that stand beside articles. */
const DATA_FILE = /\.jsonl?$/i;

/**
 * Finds every regular file below a folder. Hidden files and folders and JSON data are passed over. A link to a file
 * within the folder counts as a file; links to folders are passed over, since what they lead to is found anyway, and
 * links out of the folder are not followed.
 *
 * @throws CorpusError (`corpus-missing`, `corpus-empty`)
 */
export async function walkCorpus(corpusDir: string): Promise<WalkedCorpus> {
  const root = await openRoot(corpusDir);
  const files: FoundFile[] = [];
  const rejected: RejectedFile[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readFolder(corpusDir, root, folder);
    if ('reason' in entries) {
      rejected.push(entries);
      continue;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const articleId = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(articleId);
      else if (!DATA_FILE.test(entry.name) && (entry.isFile() || entry.isSymbolicLink())) {
        const found = await inspectFile(root, articleId);
        if (found === null) continue;
        if ('reason' in found) rejected.push(found);
        else files.push(found);
      }
    }
  }
  if (files.length === 0 && rejected.length === 0) {
    const message = `The corpus folder ${corpusDir} holds no files. Put articles there, or name another folder with --corpus.`;
    throw new CorpusError(corpusDir, null, message, { code: 'corpus-empty' });
  }
  files.sort((a, b) => compareIds(a.articleId, b.articleId));
  rejected.sort((a, b) => compareIds(a.path, b.path));
  return { files, rejected };
}

/** A folder that is gone by now holds nothing; one that is closed is told like a file that is. */
async function readFolder(corpusDir: string, root: string, folder: string): Promise<Dirent[] | RejectedFile> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (cause) {
    const code = readCode(cause);
    if (folder === '') throw createMissing(corpusDir, code, cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    const message = `The folder cannot be opened (${code}), so nothing in it was read. Check its permissions.`;
    return { path: folder, reason: 'unreadable', line: null, message };
  }
}

async function openRoot(corpusDir: string): Promise<string> {
  try {
    const root = await realpath(corpusDir);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    throw createMissing(corpusDir, readCode(cause), cause);
  }
  const message = `${corpusDir} is a file, not a folder of articles. Name the folder with --corpus.`;
  throw new CorpusError(corpusDir, null, message, { code: 'corpus-missing' });
}

/** Null for what is neither a file nor worth a word: a link to a folder that is walked anyway. */
async function inspectFile(root: string, articleId: string): Promise<FoundFile | RejectedFile | null> {
  try {
    const path = await realpath(join(root, articleId));
    if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) {
      const message =
        'This is a link out of the corpus folder; it was not followed. Put a copy of the file there instead.';
      return { path: articleId, reason: 'outside-folder', line: null, message };
    }
    const facts = await stat(path);
    return facts.isFile() ? { articleId, path, bytes: facts.size } : null;
  } catch (cause) {
    const message = `The file cannot be opened (${readCode(cause)}). Check its permissions, or where it links to.`;
    return { path: articleId, reason: 'unreadable', line: null, message };
  }
}

function createMissing(corpusDir: string, code: string, cause: unknown): CorpusError {
  const message = `The corpus folder ${corpusDir} cannot be opened (${code}). Create it and put articles there, or name another folder with --corpus.`;
  return new CorpusError(corpusDir, null, message, { code: 'corpus-missing', cause });
}

function readCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
}
