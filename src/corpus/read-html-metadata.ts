import type { DomDocument } from './dom.ts';
import type { PageMetadata } from './page-metadata.ts';
import { readFields } from './read-fields.ts';

/** Where pages say what they are, the most telling place first: name, property or itemprop of `<meta>`. */
const META = {
  title: ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'headline'],
  author: ['author', 'dc.creator', 'dcterms.creator', 'parsely-author', 'sailthru.author', 'article:author'],
  date: [
    'article:published_time',
    'datepublished',
    'dc.date',
    'dcterms.created',
    'dc.date.issued',
    'date',
    'pubdate',
    'publish-date',
    'parsely-pub-date',
    'sailthru.date',
    'og:article:published_time',
    'article:modified_time',
  ],
  url: ['og:url', 'twitter:url'],
} as const;

/** How browsers mark a page that they saved. */
const SAVED_FROM =
  /<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)/i;

/** What a page says of itself: JSON-LD, then `<meta>` and `<link>`, then its visible marks (`<time>`, `rel=author`). */
export function readHtmlMetadata(document: DomDocument, html: string): PageMetadata {
  const metas = collectMetas(document);
  const structured = readStructuredData(document);
  const text = (selectors: string): string | undefined =>
    document.querySelector(selectors)?.textContent ?? undefined;
  const attribute = (selectors: string, name: string): string | undefined =>
    document.querySelector(selectors)?.getAttribute(name) ?? undefined;
  const saved = SAVED_FROM.exec(html.slice(0, 10_000));

  const read = (
    field: 'title' | 'author' | 'date' | 'url',
    candidates: readonly unknown[],
  ): string | null => {
    for (const candidate of candidates) {
      const value = readFields({ [field]: candidate })[field];
      if (value !== null) return value;
    }
    return null;
  };
  const metaValues = (field: keyof typeof META): readonly unknown[] =>
    META[field].map((name) => metas.get(name));
  const siteName = metas.get('og:site_name') ?? '';
  const title = read('title', [
    structured.headline,
    ...metaValues('title'),
    text('main h1, article h1, [role="main"] h1'),
    nameTitle(text('title') ?? '', text('h1') ?? ''),
  ]);
  return {
    title: title === null ? null : dropSiteName(title, siteName),
    author: read(
      'author',
      [
        structured.author,
        ...metaValues('author'),
        text('[rel~="author"]'),
        text('[itemprop="author"]'),
        text('.byline .author, .p-author, .author-name'),
      ].filter((value) => !isAddress(value)),
    ),
    date: read('date', [
      structured.datePublished,
      ...metaValues('date'),
      attribute('time[itemprop="datePublished"], time[pubdate], time.published', 'datetime'),
      attribute('article time[datetime], main time[datetime], header time[datetime]', 'datetime'),
      attribute('time[datetime]', 'datetime'),
      text('time'),
      structured.dateModified,
    ]),
    url: read('url', [
      attribute('link[rel="canonical"]', 'href'),
      ...metaValues('url'),
      saved?.[1] ?? saved?.[2],
      structured.url,
      structured.mainEntityOfPage,
    ]),
    tags: readFields({ tags: metas.get('keywords') ?? metas.get('article:tag') }).tags,
  };
}

function collectMetas(document: DomDocument): ReadonlyMap<string, string> {
  const metas = new Map<string, string>();
  for (const meta of document.querySelectorAll('meta[content]')) {
    const content = meta.getAttribute('content') ?? '';
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = meta.getAttribute(attribute)?.toLowerCase();
      if (name !== undefined && content.trim() !== '' && !metas.has(name)) metas.set(name, content);
    }
  }
  return metas;
}

/** The first description of an article in the page's JSON-LD; empty where there is none, or none that can be read. */
function readStructuredData(document: DomDocument): Readonly<Record<string, unknown>> {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    let items: readonly Record<string, unknown>[];
    try {
      items = listObjects(JSON.parse(script.textContent ?? ''));
    } catch {
      // Broken, or nested beyond the stack: the page may still be read.
      continue;
    }
    const found = items.find(
      (item) => /Article|BlogPosting|Report|WebPage/.test(String(item['@type'])) && 'headline' in item,
    );
    if (found !== undefined) return { ...found, mainEntityOfPage: readId(found.mainEntityOfPage) };
  }
  return {};
}

function listObjects(data: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(data)) return data.flatMap(listObjects);
  if (typeof data !== 'object' || data === null) return [];
  const item = data as Record<string, unknown>;
  return [item, ...('@graph' in item ? listObjects(item['@graph']) : [])];
}

function readId(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '@id' in value ? value['@id'] : value;
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^(?:https?:|www\.|@)/i.test(value.trim());
}

/** The page's only heading of the first level names it, unless it is the site's: `Post - Site` under a heading `Site`. */
function nameTitle(title: string, heading: string): string {
  const [page, site] = [title.trim(), heading.trim()];
  if (site === '') return page;
  return page.length > site.length && page.endsWith(site) ? dropSiteName(page, site) : site;
}

/** `A title | The Site` → `A title`, where the page names its site. */
function dropSiteName(title: string, siteName: string): string {
  const site = siteName.trim().toLowerCase();
  const match = /^(.+?)(?<!\s)\s+[|\-–—·:»]\s+(?!\s)([^|]+)$/.exec(title);
  return site !== '' && match?.[2]?.trim().toLowerCase() === site ? (match[1] ?? title) : title;
}
