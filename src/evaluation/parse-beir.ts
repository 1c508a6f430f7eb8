import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import type { Judgements } from './ranked-measures.ts';

/** One line of a BEIR folder's corpus.jsonl. */
export interface BeirDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** A query's text by its id, in the order of the file. */
export type BeirQueries = ReadonlyMap<string, string>;

/** What is judged, by query id, in the order of the file. */
export type Qrels = ReadonlyMap<string, Judgements>;

const id = z.union([z.string().min(1), z.number()]).transform(String);
const document = z.object({ _id: id, title: z.string().nullish(), text: z.string() });
const query = z.object({ _id: id, text: z.string() });

/**
 * The document of one line. `path` and `line` are only for the message.
 * @throws ConfigError where the line is none.
 */
export function parseBeirDocument(json: string, path: string, line: number): BeirDocument {
  const { _id, title, text } = parseRow(json, document, path, line);
  return { id: _id, title: title ?? '', text };
}

/**
 * The queries of a queries.jsonl. Blank lines are passed over. `path` is only for messages.
 * @throws ConfigError that names the file and the line which is no query, or whose id stands twice.
 */
export function parseBeirQueries(jsonl: string, path: string): BeirQueries {
  const queries = new Map<string, string>();
  for (const [index, text] of splitLines(jsonl).entries()) {
    if (text.trim() === '') continue;
    const row = parseRow(text, query, path, index + 1);
    if (queries.has(row._id))
      throw createBeirError(path, index + 1, `the id ${JSON.stringify(row._id)} stands twice`);
    queries.set(row._id, row.text);
  }
  return queries;
}

/**
 * The judgements of a qrels file: a header, then query id, document id and grade (a whole number), parted by tabs. Of a
 * pair that stands twice the last line counts. `path` is only for messages.
 * @throws ConfigError that names the file and the line which is none, or where nothing is judged.
 */
export function parseQrels(tsv: string, path: string): Qrels {
  const qrels = new Map<string, Map<string, number>>();
  for (const [index, line] of splitLines(tsv).entries()) {
    const fields = line.split('\t').map((field) => field.trim());
    // The header is the one line whose grade is no number; there are files without it.
    if (line.trim() === '' || (index === 0 && !isGrade(fields[2]))) continue;
    const [queryId = '', documentId = '', grade] = fields;
    if (fields.length !== 3 || queryId === '' || documentId === '' || !isGrade(grade)) {
      throw createBeirError(
        path,
        index + 1,
        'it is not a query id, a document id and a whole number, parted by tabs',
      );
    }
    const judged = qrels.get(queryId);
    if (judged === undefined) qrels.set(queryId, new Map([[documentId, Number(grade)]]));
    else judged.set(documentId, Number(grade));
  }
  if (qrels.size === 0) throw createBeirError(path, null, 'nothing is judged in it');
  return qrels;
}

/** The error for a file of a BEIR folder; `line` from 1, or null for the whole file. */
export function createBeirError(
  path: string,
  line: number | null,
  what: string,
  cause?: unknown,
): ConfigError {
  const place = line === null ? path : `${path}, line ${line}`;
  return new ConfigError(
    '--beir',
    `${place}: ${what}. A BEIR folder has corpus.jsonl ("_id", "title", "text"), queries.jsonl ("_id", "text") and qrels/test.tsv.`,
    cause,
  );
}

function isGrade(text: string | undefined): boolean {
  return text !== undefined && /^-?\d{1,9}$/.test(text);
}

function splitLines(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

function parseRow<Row>(json: string, schema: z.ZodType<Row>, path: string, line: number): Row {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw createBeirError(path, line, 'it is not JSON', cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw createBeirError(path, line, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as expected'}`);
}
