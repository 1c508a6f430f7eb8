import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import { cleanLine } from './clean-text.ts';

export type ParsedFields =
  | { readonly fields: Readonly<Record<string, unknown>>; readonly error?: undefined }
  /** The line counts from 1 within the front matter. */
  | { readonly error: { readonly line: number; readonly message: string } };

/** Aliases that may be resolved in one front matter: honest ones have a few, a "billion laughs" file has many. */
const MAX_ALIASES = 50;

const MAX_MESSAGE_LENGTH = 200;

/**
 * YAML → fields. Scalars stay text (`1.10` is not 1.1, and `2025-08-22` no timestamp). `no-fields` where the YAML is
 * valid yet no mapping, as between two rules of Markdown.
 */
export function parseYamlFrontMatter(source: string): ParsedFields | 'no-fields' {
  try {
    const document = parseDocument(source, { schema: 'failsafe', logLevel: 'silent', prettyErrors: true });
    const [error] = document.errors;
    if (error !== undefined) {
      return { error: { line: error.linePos?.[0].line ?? 1, message: describe(error.message) } };
    }
    const fields: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (fields === null || fields === '') return { fields: {} };
    return isFields(fields) ? { fields } : 'no-fields';
  } catch (error) {
    return { error: { line: 1, message: describe(error) } };
  }
}

/** TOML → fields. Dates come as `Date` with their own `toISOString`, everything else as usual. */
export function parseTomlFrontMatter(source: string): ParsedFields {
  try {
    return { fields: parseToml(source) };
  } catch (error) {
    return { error: { line: error instanceof TomlError ? error.line : 1, message: describe(error) } };
  }
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The library's own words, without the excerpt of the file that follows them. */
function describe(error: unknown): string {
  const message =
    error instanceof RangeError
      ? 'nested too deeply'
      : error instanceof Error
        ? error.message
        : String(error);
  const [first = ''] = message.split(/\n|at line \d+/);
  const line = cleanLine(first)
    .slice(0, MAX_MESSAGE_LENGTH)
    .replace(/(?<![\s.:])[\s.:]+$/, '');
  return `${line}.`;
}
