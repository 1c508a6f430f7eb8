/** What a file says of itself, cleaned and checked; null where it does not say. */
export interface PageMetadata {
  readonly title: string | null;
  readonly author: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in UTC. */
  readonly date: string | null;
  /** An absolute http(s) address. */
  readonly url: string | null;
  readonly tags: readonly string[];
}

export const NO_METADATA: PageMetadata = Object.freeze({
  title: null,
  author: null,
  date: null,
  url: null,
  tags: Object.freeze([]),
});

/** Each fact from the first source that has it. */
export function mergeMetadata(first: PageMetadata, second: PageMetadata): PageMetadata {
  return {
    title: first.title ?? second.title,
    author: first.author ?? second.author,
    date: first.date ?? second.date,
    url: first.url ?? second.url,
    tags: first.tags.length > 0 ? first.tags : second.tags,
  };
}
