import { createInterface } from 'node:readline';
import type { ChatSession } from './chat-session.ts';
import type { ChatInput, ChatOutput } from './chat-streams.ts';
import { stripToLine } from './strip-controls.ts';

interface AnswerLinesOptions {
  readonly session: ChatSession;
  readonly input: ChatInput;
  readonly output: ChatOutput;
  readonly signal?: AbortSignal | undefined;
}

/** Answers the lines of an input one after the other, each under itself. Gives how many there were, blank ones not counted. */
export async function answerLines({ session, input, output, signal }: AnswerLinesOptions): Promise<number> {
  const reader = createInterface({ input, crlfDelay: Infinity, terminal: false, ...(signal && { signal }) });
  let inputError: unknown = null;
  input.once('error', (error) => {
    inputError = error;
    reader.close();
  });
  let count = 0;
  try {
    for await (const line of reader) {
      if (line.trim() === '') continue;
      count += 1;
      if (!(await respondTo(line, session, output))) break;
    }
  } catch (error) {
    // A closed or unreadable input (a folder, say) is one without questions.
    if (error !== inputError) throw error;
  }
  reader.close();
  return count;
}

/** Asks the examples and answers them, as if they had been the input. */
export async function answerExamples(options: {
  readonly session: ChatSession;
  readonly output: ChatOutput;
  readonly examples: readonly string[];
}): Promise<void> {
  for (const example of options.examples) await respondTo(example, options.session, options.output);
}

/** False where the line ends the chat. */
async function respondTo(line: string, session: ChatSession, output: ChatOutput): Promise<boolean> {
  const response = await session.respond(line);
  if (response === null) return false;
  output.write(`> ${stripToLine(line)}\n\n${response}\n\n`);
  return true;
}
