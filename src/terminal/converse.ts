import { createInterface } from 'node:readline';
import type { ChatSession } from './chat-session.ts';
import { CHAT_COMMANDS } from './parse-line.ts';
import type { ChatInput, ChatOutput } from './chat-streams.ts';

const PROMPT = '> ';

export interface ConverseOptions {
  readonly session: ChatSession;
  readonly input: ChatInput;
  readonly output: ChatOutput;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Prompts, and answers what is typed, until `:quit`, Ctrl-D, Ctrl-C on an empty line or the signal. Lines typed or
 * pasted meanwhile wait for their turn.
 */
export async function converse({ session, input, output, signal }: ConverseOptions): Promise<void> {
  const reader = createInterface({
    input,
    output,
    terminal: true,
    prompt: PROMPT,
    historySize: 200,
    removeHistoryDuplicates: true,
    completer: completeCommand,
    ...(signal && { signal }),
  });
  reader.on('SIGINT', () => {
    if (reader.line === '') {
      reader.close();
      return;
    }
    // To the end of the line, then all before it deleted.
    reader.write(null, { ctrl: true, name: 'e' });
    reader.write(null, { ctrl: true, name: 'u' });
  });
  reader.prompt();
  for await (const line of reader) {
    const response = await session.respond(line);
    if (response === null) break;
    if (response !== '') output.write(`\n${response}\n\n`);
    reader.prompt();
  }
  reader.close();
  output.write('\n');
}

/** Completes a command after its colon; a question is nobody's to complete. */
function completeCommand(line: string): [string[], string] {
  return [line.startsWith(':') ? CHAT_COMMANDS.filter((command) => command.startsWith(line)) : [], line];
}
