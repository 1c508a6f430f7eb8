import { html, type TemplateResult } from 'lit-html';

/** Pictures of 24 by 24 that mean nothing to a screen reader; the button around them has the words. */
function draw(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${path}></path>
  </svg>`;
}

/** The icons of the page, drawn in strokes. */
export const ICONS = {
  hash: draw('M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16'),
  menu: draw('M4 6h16M4 12h16M4 18h16'),
  people: draw(
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6M16 4.4a3.5 3.5 0 0 1 0 6.3M18 14.6c2 .8 3.2 2.6 3.5 5.4',
  ),
  bolt: draw('M13 3 5 14h6l-1 7 8-11h-6l1-7Z'),
  book: draw(
    'M5 4.5h10.5A2.5 2.5 0 0 1 18 7v13H7.5A2.5 2.5 0 0 1 5 17.5v-13ZM5 17.5A2.5 2.5 0 0 1 7.5 15H18',
  ),
  sun: draw(
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  ),
  moon: draw('M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z'),
  auto: draw('M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 3.5v17M12 8h7M12 12h8.5M12 16h7'),
  close: draw('M6 6l12 12M18 6 6 18'),
  reply: draw('M10 6 4.5 11.5 10 17M4.5 11.5H14c3.5 0 5.5 2 5.5 6'),
  more: draw(
    'M5 12a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M11.4 12a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M17.8 12a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0',
  ),
  send: draw('M4 12 20 4.5 15.5 20l-4-6.5L4 12Zm7.5 1.5L20 4.5'),
  thread: draw('M5 5h14v10h-8l-4 4v-4H5V5ZM8.5 9h7M8.5 12h4'),
  eye: draw(
    'M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  ),
  external: draw('M14 4.5h5.5V10M19.5 4.5 11 13M17 14v5.5H4.5V7H10'),
  file: draw('M6 3.5h8l4 4v13H6v-17ZM14 3.5v4h4'),
  plus: draw('M12 5v14M5 12h14'),
  copy: draw('M9 9h10.5v10.5H9V9ZM5 15H4.5V4.5H15V5'),
  trash: draw('M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13'),
  back: draw('M14.5 5.5 8 12l6.5 6.5'),
  slash: draw('M14.5 5 9.5 19M4.5 4.5h15v15h-15v-15Z'),
} as const;
