import { parseTomlFrontMatter, parseYamlFrontMatter } from './parse-front-matter.ts';
import type { Rejection } from './rejected-file.ts';

export interface SplitFile {
  /** The fields of the front matter; empty where there is none. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** Line of the file on which the body begins, from 1. */
  readonly bodyLine: number;
}

export type FrontMatterResult =
  (SplitFile & { readonly rejection?: undefined }) | { readonly rejection: Rejection };

/** Longest front matter that is parsed, in characters. */
const MAX_LENGTH = 64 * 1024;

const OPENING = /^\s*(---|\+\+\+)[ \t]*\r?\n/;
const CLOSING = {
  '---': /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m,
  '+++': /^\+\+\+[ \t]*(?:\r?\n|$)/m,
};

/**
 * Parts a text into front matter (YAML between `---`, TOML between `+++`) and body. A rule of Markdown at the top of
 * a file is none: what stands between two `---` has to be fields.
 */
export function splitFrontMatter(text: string): FrontMatterResult {
  const opening = OPENING.exec(text);
  if (opening === null) return { fields: {}, body: text, bodyLine: 1 };
  const fence = opening[1] === '+++' ? '+++' : '---';
  const rest = text.slice(opening[0].length);
  const firstLine = countLineEnds(opening[0]) + 1;
  const closing = CLOSING[fence].exec(rest);
  if (closing === null || closing.index > MAX_LENGTH) {
    if (fence === '---' && !/^\s*[\w-]+[ \t]*:(\s|$)/.test(rest))
      return { fields: {}, body: text, bodyLine: 1 };
    const message =
      closing === null
        ? `The front matter has no end. Close it with a line of its own that reads ${fence}.`
        : `The front matter is longer than ${MAX_LENGTH} characters. Shorten it, or close it with ${fence}.`;
    return { rejection: { reason: 'front-matter-invalid', line: firstLine - 1, message } };
  }
  const source = rest.slice(0, closing.index);
  const parsed = fence === '+++' ? parseTomlFrontMatter(source) : parseYamlFrontMatter(source);
  if (parsed === 'no-fields') return { fields: {}, body: text, bodyLine: 1 };
  if (parsed.error !== undefined) {
    const { line, message } = parsed.error;
    const kind = fence === '+++' ? 'TOML' : 'YAML';
    return {
      rejection: {
        reason: 'front-matter-invalid',
        line: firstLine + line - 1,
        message: `The front matter is not valid ${kind}: ${message} Mend that line, or put the value in quotes.`,
      },
    };
  }
  const head = text.slice(0, opening[0].length + closing.index + closing[0].length);
  return { fields: parsed.fields, body: text.slice(head.length), bodyLine: countLineEnds(head) + 1 };
}

function countLineEnds(text: string): number {
  return text.split('\n').length - 1;
}
