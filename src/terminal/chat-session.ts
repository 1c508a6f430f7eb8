import type { Answer } from '../answers/answer.ts';
import type { Library } from '../answers/library.ts';
import { parseLine } from './parse-line.ts';
import { renderError } from './render-error.ts';
import { renderHelp } from './render-greeting.ts';
import { renderAbout, renderSources } from './render-library.ts';
import { renderPassage } from './render-passage.ts';
import { renderReply } from './render-reply.ts';
import type { TerminalStyle } from './terminal-style.ts';

export interface ChatSessionOptions {
  readonly library: Library;
  /** Asked for at every line, since a terminal can change its width. */
  readonly getStyle: () => TerminalStyle;
}

/** One person's chat: it remembers the last answer, so that its footnotes can be opened. */
export class ChatSession {
  readonly #library: Library;
  readonly #getStyle: () => TerminalStyle;
  #lastAnswer: Answer | null = null;
  #failureCount = 0;

  constructor({ library, getStyle }: ChatSessionOptions) {
    this.#library = library;
    this.#getStyle = getStyle;
  }

  /** Questions that ended in an error. */
  get failureCount(): number {
    return this.#failureCount;
  }

  /** What to print for a line; null where the line ends the chat. Never throws: an error becomes words. */
  async respond(line: string): Promise<string | null> {
    const parsed = parseLine(line);
    const style = this.#getStyle();
    switch (parsed.kind) {
      case 'blank':
        return '';
      case 'quit':
        return null;
      case 'help':
        return renderHelp(style);
      case 'about':
        return renderAbout(this.#library, style);
      case 'sources':
        return renderSources(this.#library.listArticles(), parsed.filter, style);
      case 'show':
        return this.#show(parsed.number, style);
      case 'question':
        return this.#ask(parsed.question, style);
      case 'unknown':
        return `There is no command :${parsed.command}. :help lists the commands.`;
    }
  }

  async #ask(question: string, style: TerminalStyle): Promise<string> {
    try {
      const reply = await this.#library.ask(question);
      if (reply.outcome === 'answer') this.#lastAnswer = reply;
      return renderReply(reply, style);
    } catch (error) {
      this.#failureCount += 1;
      return renderError(error);
    }
  }

  #show(number: number | null, style: TerminalStyle): string {
    const answer = this.#lastAnswer;
    if (answer === null) return 'There is no answer yet whose footnotes could be shown.';
    const citation = answer.citations.find((candidate) => candidate.number === number);
    if (citation === undefined) {
      const numbers = answer.citations.map((candidate) => candidate.number);
      return `The last answer has the footnotes ${numbers.join(', ')}: type for example ":show ${numbers[0] ?? 1}".`;
    }
    const passage = this.#library.findPassage(citation.passageId);
    if (passage === undefined) return 'The index was built anew since that answer: please ask again.';
    return renderPassage(passage, { citation, quotes: answer.quotes }, style);
  }
}
