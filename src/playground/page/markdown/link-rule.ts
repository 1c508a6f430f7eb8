import { SimpleMarkdown } from 'discord-markdown-parser';

/*
 * The library's own rule takes cubic time: a message full of `[a](` would hold the page for many seconds. This one
 * takes what Discord takes, a label with brackets in pairs only and an address of http or https, and gives up at once
 * on everything else.
 */
const LINK =
  /^\[((?:\\[\s\S]|\[[^\]]*\]|[^[\]\\])+)\]\(<?(https?:\/\/(?:\\[\s\S]|\([^()\s<>\\]*\)|[^()\s<>\\])+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/i;
const ESCAPED = /\\([^0-9A-Za-z\s])/g;

interface ParseState {
  readonly inline?: boolean;
}

/** Masked links: `[label](https://…)`. */
export const linkRule = {
  order: SimpleMarkdown.defaultRules.link.order,
  match: (source: string): RegExpExecArray | null => LINK.exec(source),
  parse: (
    capture: readonly string[],
    parse: (source: string, state: ParseState) => object[],
    state: ParseState,
  ): { readonly type: 'link'; readonly content: object[]; readonly target: string } => ({
    type: 'link',
    content: parse(capture[1] ?? '', state),
    target: (capture[2] ?? '').replace(ESCAPED, '$1'),
  }),
};
