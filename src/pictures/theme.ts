/** Colours of Discord's dark theme. */
export const COLORS = {
  background: '#313338',
  heading: '#f2f3f5',
  text: '#dbdee1',
  muted: '#a3a9b1',
  line: '#4e5058',
} as const;

/** Heights of a line of text, in multiples of its font size. */
export const LINE_HEIGHT = 1.28;

/** In px. Meant to be readable at half of that, the width of a picture in Discord's chat. */
export const PICTURE_WIDTH = 1100;

/** Around the picture's contents, in px. */
export const MARGIN = 40;
