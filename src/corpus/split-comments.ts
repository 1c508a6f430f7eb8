export interface SplitHtml {
  /** The HTML without its comments. */
  readonly html: string;
  /** Each with its marks. */
  readonly comments: readonly string[];
}

/**
 * Takes the comments out of HTML, in linear time: an expression such as `<!--.*?-->` takes quadratic time where many
 * comments do not end.
 */
export function splitComments(source: string): SplitHtml {
  const comments: string[] = [];
  let html = '';
  let end = 0;
  for (;;) {
    const start = source.indexOf('<!--', end);
    const close = start === -1 ? -1 : source.indexOf('-->', start + 2);
    if (close === -1) return { html: html + source.slice(end), comments };
    html += source.slice(end, start);
    end = close + 3;
    comments.push(source.slice(start, end));
  }
}
