import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { walkCorpus } from '../corpus/walk-corpus.ts';
import { QUESTIONS_FILE } from './questions/load-corpus-questions.ts';

/** What the file system says of each file that a build reads, by its path with `/`: another stamp is another file. */
export type CorpusStamps = ReadonlyMap<string, string>;

/** Paths, each list sorted. */
export interface CorpusChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * The stamps of all files of a corpus, its questions included. Opens no file.
 * @throws CorpusError where the folder is missing or empty.
 */
export async function listCorpusStamps(corpusDir: string): Promise<CorpusStamps> {
  const { files, rejected } = await walkCorpus(corpusDir);
  const stamps = new Map<string, string>(rejected.map(({ path, reason }) => [path, reason]));
  for (const { articleId, path } of files) stamps.set(articleId, await stamp(path));
  const questions = await stamp(join(corpusDir, QUESTIONS_FILE));
  if (questions !== '') stamps.set(QUESTIONS_FILE, questions);
  return stamps;
}

/** What lies between two looks at a corpus; null where nothing does. */
export function compareStamps(before: CorpusStamps, now: CorpusStamps): CorpusChanges | null {
  const added = [...now.keys()].filter((path) => !before.has(path)).sort();
  const removed = [...before.keys()].filter((path) => !now.has(path)).sort();
  const changed = [...now].flatMap(([path, own]) => {
    const old = before.get(path);
    return old === undefined || old === own ? [] : [path];
  });
  if (added.length + removed.length + changed.length === 0) return null;
  return { added, changed: changed.sort(), removed };
}

/** The time of the last change of the entry tells a file whose time of change was put back. Empty where it is gone. */
async function stamp(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found === null ? '' : [found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ');
}
