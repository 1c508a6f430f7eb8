import { FootnoteError } from '../errors.ts';

/**
 * A picture that has outlines only as PNG, in its own size, off the main thread. No font of the machine is read.
 *
 * @throws FootnoteError `internal` where the library has no build for this machine.
 */
export async function drawPng(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await loadLibrary();
  const image = await renderAsync(svg, { font: { loadSystemFonts: false } });
  return image.asPng();
}

async function loadLibrary() {
  try {
    return await import('@resvg/resvg-js');
  } catch (cause) {
    throw new FootnoteError('@resvg/resvg-js cannot be loaded on this machine. Run npm install on it.', {
      code: 'internal',
      cause,
    });
  }
}
