import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isStillOpen, openQuestionSchema, type OpenQuestion } from './open-question.ts';

const NAME = /^open-questions\.(\d+)\.\d+(?:\.\d+)?\.jsonl(?:\.next)?$/;

/**
 * The questions that processes of the bot left open when they ended, of the last fifteen minutes. Their files are taken
 * away, so that of two processes that start at once only one gets them; `keep` is handed each question before. Those of a
 * process that still runs stay. Throws where the folder cannot be made or read.
 */
export async function loadLeftOpen(
  folder: string,
  now = Date.now(),
  keep: (question: OpenQuestion) => void = () => undefined,
): Promise<readonly OpenQuestion[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const questions = new Map<string, OpenQuestion>();
  for (const name of (await readdir(folder)).sort()) {
    const pid = NAME.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const claimed = join(folder, `open-questions.${process.pid.toString()}.0.${now.toString()}.jsonl`);
    try {
      // Whoever renames it first has it.
      await rename(join(folder, name), claimed);
      if (!name.endsWith('.next')) {
        for (const question of parseJournal(await readFile(claimed, 'utf8'), now)) {
          questions.set(question.id, question);
          keep(question);
        }
      }
      await rm(claimed, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return [...questions.values()];
}

/** What is open after the last line. Lines that are none of ours, or were cut off, are passed over. */
export function parseJournal(text: string, now: number): readonly OpenQuestion[] {
  const open = new Map<string, OpenQuestion>();
  for (const line of text.split('\n')) {
    const value = parseJson(line);
    const parsed = openQuestionSchema.safeParse(value);
    if (parsed.success) open.set(parsed.data.id, parsed.data);
    else if (isDone(value)) open.delete(value.id);
  }
  return [...open.values()].filter((question) => isStillOpen(question, now));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isDone(value: unknown): value is { readonly id: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'done' &&
    'id' in value &&
    typeof value.id === 'string'
  );
}

/** A process of our own number ran before us, in a container whose first process always has the same. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
