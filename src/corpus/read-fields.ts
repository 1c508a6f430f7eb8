import { truncateText } from '../text/truncate.ts';
import { cleanLine } from './clean-text.ts';
import { normalizeDate } from './normalize-date.ts';
import { normalizeUrl } from './normalize-url.ts';
import type { PageMetadata } from './page-metadata.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The names that site generators and feeds use, the most telling first. Compared without case, `-` and `_`. */
const TITLE_NAMES = ['title', 'headline', 'name'];
const AUTHOR_NAMES = ['author', 'authors', 'by', 'byline', 'creator', 'writer'];
const DATE_NAMES = [
  'date',
  'published',
  'pubDate',
  'publishDate',
  'publishedAt',
  'publishedOn',
  'publicationDate',
  'datePublished',
  'posted',
  'created',
  'createdAt',
  'lastmod',
  'updated',
];
const URL_NAMES = [
  'externalUrl',
  'canonicalUrl',
  'canonical',
  'originalUrl',
  'sourceUrl',
  'url',
  'link',
  'permalink',
  'source',
  'original',
];
const TAG_NAMES = ['tags', 'categories', 'keywords', 'topics'];

/** Tables in which Hugo and Zola keep fields of one's own. */
const NESTED = ['params', 'extra', 'taxonomies'];

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  nbsp: ' ',
};

/** Longest title and author, in characters; anything longer is cut. */
const MAX_LENGTH = 300;

/** What the fields of a front matter say, under any usual name; a value of the wrong type counts as not given. */
export function readFields(fields: Fields): PageMetadata {
  const known = collectFields(fields);
  const first = <T>(names: readonly string[], read: (value: unknown) => T | null): T | null => {
    for (const name of names) {
      const value = read(known.get(foldName(name)));
      if (value !== null) return value;
    }
    return null;
  };
  return {
    title: first(TITLE_NAMES, readText),
    author: first(AUTHOR_NAMES, readNames),
    date: first(DATE_NAMES, readDate),
    url: first(URL_NAMES, readUrl),
    tags: first(TAG_NAMES, readTags) ?? [],
  };
}

function collectFields(fields: Fields): ReadonlyMap<string, unknown> {
  const known = new Map<string, unknown>();
  const tables = NESTED.map((name) => fields[name]).filter(isRecord);
  for (const table of [fields, ...tables]) {
    for (const [name, value] of Object.entries(table)) {
      const key = foldName(name);
      if (!known.has(key)) known.set(key, value);
    }
  }
  return known;
}

function foldName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function readText(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = truncateText(cleanLine(decodeEntities(String(value))), MAX_LENGTH);
  return text === '' || text === '~' || text.toLowerCase() === 'null' ? null : text;
}

/** Some generators write titles as they stand in HTML. */
function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}

/** A name, a list of names, or of `{ name }`; several are joined by commas. */
function readNames(value: unknown): string | null {
  const names = (Array.isArray(value) ? value : [value]).map((item: unknown) =>
    readText(isRecord(item) ? (item.name ?? item.title) : item),
  );
  return readText(names.filter((name) => name !== null).join(', '));
}

function readDate(value: unknown): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : normalizeDate(value.toISOString());
  const text = readText(value);
  return text === null ? null : normalizeDate(text);
}

function readUrl(value: unknown): string | null {
  const text = readText(isRecord(value) ? (value.url ?? value.href) : value);
  return text === null ? null : normalizeUrl(text);
}

/** A list, or one text with commas in it. Each tag once. */
function readTags(value: unknown): readonly string[] | null {
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',')
      : [];
  const tags = items.map(readText).filter((tag) => tag !== null);
  return tags.length === 0 ? null : [...new Set(tags)];
}
