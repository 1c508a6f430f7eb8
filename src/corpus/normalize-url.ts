/** Longest address that is kept, in characters; a message on Discord has to hold it. */
const MAX_URL_LENGTH = 1500;

/** Characters that may stand in an address as they are (RFC 3986); anything else is percent-encoded. */
const PLAIN = /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/;

/**
 * An absolute http(s) address, as it was written where that is plain ASCII, else encoded. Null for everything else:
 * relative and other addresses, those with a user name in them (they can pose as another site), and overlong ones.
 */
export function normalizeUrl(value: string): string | null {
  const text = value.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  const address = PLAIN.test(text) ? text : url.href;
  return address.length <= MAX_URL_LENGTH ? address : null;
}
