import { FootnoteError } from '../errors.ts';

/**
 * A picture that has outlines only as PNG, in its own size. No font of the machine is read. Not by the library's own
 * `renderAsync`: a worker thread may be ended at any moment, and not while another thread still draws for it.
 *
 * @throws FootnoteError `internal` where the library has no build for this machine.
 */
export async function drawPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await loadLibrary();
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
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
