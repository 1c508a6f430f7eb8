import type { Library } from '../answers/library.ts';
import { answerExamples, answerLines } from './answer-lines.ts';
import { ChatSession } from './chat-session.ts';
import type { ChatInput, ChatOutput } from './chat-streams.ts';
import { chooseExamples } from './choose-examples.ts';
import { converse } from './converse.ts';
import { renderGreeting } from './render-greeting.ts';
import { createTerminalStyle, type TerminalStyle } from './terminal-style.ts';

export interface RunChatOptions {
  readonly library: Library;
  readonly input: ChatInput;
  readonly output: ChatOutput;
  /** Whether colours are wanted; they are only ever used on a terminal. @default true */
  readonly colors?: boolean;
  /** One more line of the greeting. @default '' */
  readonly notice?: string;
  /** Questions to offer as examples where the library answers them. @default [] */
  readonly examples?: readonly string[];
  /** Ends the chat when aborted. */
  readonly signal?: AbortSignal;
}

/**
 * The chat in a terminal. Where input and output are not both a terminal, it answers the lines of the input, or three
 * example questions where there are none. Gives the number of questions that ended in an error, once the input ends.
 */
export async function runChat(options: RunChatOptions): Promise<number> {
  const { library, input, output, colors = true, notice = '', examples: candidates = [], signal } = options;
  const interactive = input.isTTY === true && output.isTTY === true;
  const getStyle = (): TerminalStyle =>
    createTerminalStyle(output.isTTY === true ? { columns: output.columns ?? 0, colors } : {});
  const session = new ChatSession({ library, getStyle });
  if (interactive) {
    const examples = await chooseExamples(library, { candidates });
    output.write(`${renderGreeting({ facts: library.describe(), examples, notice }, getStyle())}\n\n`);
    await converse({ session, input, output, signal });
    return session.failureCount;
  }
  const lineCount = await answerLines({ session, input, output, signal });
  if (lineCount === 0 && signal?.aborted !== true) {
    output.write(`No question on standard input, so here are some answers. ${notice}`.trimEnd() + '\n\n');
    await answerExamples({ session, output, examples: await chooseExamples(library, { candidates }) });
  }
  return session.failureCount;
}
