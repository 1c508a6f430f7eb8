import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FootnoteError } from '../../errors.ts';
import { type LabelledQuestion, parseQuestionSet } from '../../evaluation/question-set.ts';

/** Name of the file of a corpus that holds the maintainer's own regression questions. */
export const QUESTIONS_FILE = 'questions.jsonl';

export interface CorpusQuestions {
  readonly questions: readonly LabelledQuestion[];
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

/**
 * The regression questions of a corpus; null where it has none.
 * @throws ConfigError where a line is no such question; FootnoteError where the file is there but cannot be read.
 */
export async function loadCorpusQuestions(corpusDir: string): Promise<CorpusQuestions | null> {
  const path = join(corpusDir, QUESTIONS_FILE);
  const content = await readQuestionsFile(path);
  if (content === null) return null;
  return { questions: parseQuestionSet(content.toString('utf8'), path), sha256: hashContent(content) };
}

/** The checksum of that file alone; null where there is none. */
export async function hashCorpusQuestions(corpusDir: string): Promise<string | null> {
  const content = await readQuestionsFile(join(corpusDir, QUESTIONS_FILE));
  return content === null ? null : hashContent(content);
}

function hashContent(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function readQuestionsFile(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'a read error';
    // A folder of that name holds articles.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    const message = `The questions in ${path} cannot be read (${code}): mend or remove the file. The index is as it was.`;
    throw new FootnoteError(message, { code: 'build-refused', cause });
  }
}
