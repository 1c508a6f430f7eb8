/** Values that the styles of the picture use; lengths in px. */
export type Style = Readonly<Record<string, string | number>>;

/** What satori draws: a box with a text or with boxes. Texts are never parsed as markup. */
export interface Element {
  readonly type: 'div';
  readonly props: { readonly style: Style; readonly children: string | readonly Element[] };
}

/** A box whose children stand side by side; `flexDirection: 'column'` stacks them. */
export function createBox(style: Style, children: readonly Element[] = []): Element {
  return { type: 'div', props: { style: { display: 'flex', flexShrink: 0, ...style }, children } };
}

/** Room at the right of a text, in px: kerning makes a line a little longer than what it was wrapped by. */
const SLACK_PX = 12;

/** A text that wraps, also inside a long word, and ends in an ellipsis after `maxLines`. */
export function createText(text: string, maxLines: number, style: Style): Element {
  const wrapping = {
    ...{ display: 'block', flexShrink: 0, overflow: 'hidden', wordBreak: 'break-word' },
    ...('width' in style ? { boxSizing: 'border-box', paddingRight: SLACK_PX } : {}),
  };
  return { type: 'div', props: { style: { ...wrapping, lineClamp: maxLines, ...style }, children: text } };
}
