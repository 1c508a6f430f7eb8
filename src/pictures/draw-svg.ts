import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { FootnoteError } from '../errors.ts';
import type { Element } from './element.ts';
import { PICTURE_WIDTH } from './theme.ts';

const require = createRequire(import.meta.url);

/** Inter in the two weights that the picture uses: Latin, Greek, Cyrillic, punctuation, arrows and signs. */
const FONT_FILES = [
  { weight: 400, file: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf' },
  { weight: 600, file: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf' },
] as const;

let tools: ReturnType<typeof loadTools> | undefined;

/**
 * The picture as SVG, its letters as outlines. A letter that the fonts lack becomes a box. The library and the fonts
 * are loaded once, with the first picture: a program that draws none does not wait for them.
 *
 * @throws FootnoteError `internal` where the library or a font cannot be loaded.
 */
export async function drawSvg(picture: Element): Promise<string> {
  tools ??= loadTools();
  const { satori, fonts } = await tools;
  return satori(picture, { width: PICTURE_WIDTH, fonts });
}

async function loadTools() {
  try {
    const [{ default: satori }, ...fonts] = await Promise.all([
      import('satori'),
      ...FONT_FILES.map(async ({ weight, file }) => ({
        name: 'Inter',
        weight,
        style: 'normal' as const,
        data: await readFile(require.resolve(file)),
      })),
    ]);
    return { satori, fonts };
  } catch (cause) {
    tools = undefined;
    throw new FootnoteError('The fonts of pictures, or satori, cannot be loaded. Run npm install.', {
      code: 'internal',
      cause,
    });
  }
}
