/** Elements that have no end, and those whose end is commonly left out and implied by the next one. */
const WITHOUT_DEPTH = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr keygen command frame ' +
    'p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt'
  ).split(' '),
);

/** Elements whose content is no markup. */
const RAW_END: Readonly<Record<string, RegExp>> = {
  script: /<\/script/gi,
  style: /<\/style/gi,
  textarea: /<\/textarea/gi,
  title: /<\/title/gi,
};

/**
 * Deepest nesting that is parsed, in open elements. Readability's time grows with more than the square of it: 256 cost
 * 0.6 s, 500 1.7 s, 1,000 7.8 s (one core, `<div>` within `<div>`); pages made by people stay below 60.
 */
export const MAX_HTML_DEPTH = 256;

/**
 * Most elements of a page that are parsed: 50,000 cost 1.3 s, 100,000 2.4 s (one core, `<span>` after `<span>`); pages made by
 * people have some thousands.
 */
export const MAX_HTML_ELEMENTS = 50_000;

/** The first line that the elements of a page are too many on, from 1; null where they are not. In linear time. */
export function findTooManyElements(html: string): number | null {
  const opening = /<[a-z]/gi;
  let count = 0;
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    count += 1;
    if (count > MAX_HTML_ELEMENTS) return html.slice(0, match.index).split('\n').length;
  }
  return null;
}

/** How deep elements are nested, told by their tags alone and in linear time, so that it is safe on any input. */
export function measureHtmlDepth(html: string): number {
  // `<!-->` and `<!--->` are comments too: the search for their end begins within them.
  const opening = /<(\/?)([a-z][\w:-]{0,40})|<!(?=--)/gi;
  let depth = 0;
  let deepest = 0;
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const [, slash, name] = match;
    const end = html.indexOf(name === undefined ? '-->' : '>', opening.lastIndex);
    if (end === -1) break;
    opening.lastIndex = end + 1;
    if (name === undefined || WITHOUT_DEPTH.has(name.toLowerCase())) continue;
    if (slash === '/') {
      depth = Math.max(0, depth - 1);
      continue;
    }
    depth += 1;
    deepest = Math.max(deepest, depth);
    const rawEnd = RAW_END[name.toLowerCase()];
    if (rawEnd !== undefined) {
      rawEnd.lastIndex = opening.lastIndex;
      if (!rawEnd.test(html)) break;
      opening.lastIndex = rawEnd.lastIndex - name.length - 2;
    }
  }
  return deepest;
}
