import { truncateText } from '../../text/truncate.ts';

/**
 * Renders as much of a text as fits `maxLength` once rendered. The text is cut before it is rendered, so that no mark
 * of the rendering is cut in two. `cut` shortens to a length and shows that something is missing; by default at a
 * word's end, with an ellipsis. Empty where not even the least part fits.
 */
export function fitText(
  text: string,
  maxLength: number,
  render: (text: string) => string,
  cut: (text: string, maxLength: number) => string = truncateText,
): string {
  let room = Math.min(text.length, maxLength);
  let rendered = render(text.length <= room ? text : cut(text, room));
  while (rendered.length > maxLength && room > 0) {
    room = Math.min(room - 1, Math.floor((room * maxLength) / rendered.length));
    rendered = render(cut(text, room));
  }
  return rendered.length <= maxLength ? rendered : '';
}
