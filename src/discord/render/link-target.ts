import { MAX_BUTTON_URL_LENGTH, MAX_LINK_URL_LENGTH } from '../limits.ts';

/** What `URL` leaves as it is and what could end a masked link. `~` and `_` stay: `#:~:text=` needs the first. */
const UNSAFE = /[()[\]<>\\|`'"\s]/g;

function encodeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function parseHttpUrl(url: string | null): URL | null {
  if (url === null || !URL.canParse(url.trim())) return null;
  const parsed = new URL(url.trim());
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  // `https://discord.com@elsewhere.example` would show one host and open another.
  parsed.username = '';
  parsed.password = '';
  return parsed;
}

/** The address for a masked link; null where it is none of http(s) or too long. */
export function createLinkTarget(url: string | null, options: { readonly fragment: boolean }): string | null {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return null;
  if (!options.fragment) parsed.hash = '';
  const { protocol, host, pathname, search, hash } = parsed;
  const target = `${protocol}//${host}${`${pathname}${search}${hash}`.replace(UNSAFE, encodeByte)}`;
  if (target.length <= MAX_LINK_URL_LENGTH) return target;
  return options.fragment ? createLinkTarget(url, { fragment: false }) : null;
}

/** The address for a link button, without its fragment where that is too long; null where there is none. */
export function createButtonUrl(url: string | null): string | null {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return null;
  if (parsed.href.length <= MAX_BUTTON_URL_LENGTH) return parsed.href;
  parsed.hash = '';
  return parsed.href.length <= MAX_BUTTON_URL_LENGTH ? parsed.href : null;
}
