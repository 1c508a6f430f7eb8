import { createBox, type Element } from './element.ts';
import { COLORS, MARGIN, PICTURE_WIDTH } from './theme.ts';

/** A whole picture: its contents from the top down, on the ground and in the letters that all pictures have. */
export function createFrame(children: readonly Element[]): Element {
  return createBox(
    {
      flexDirection: 'column',
      boxSizing: 'border-box',
      width: PICTURE_WIDTH,
      padding: MARGIN,
      backgroundColor: COLORS.background,
      fontFamily: 'Inter',
    },
    children,
  );
}
