/** Kinds of articles that can be dropped, by the ending of their names. */
const ENDING = /\.(md|markdown|txt|html?)$/i;
/** Letters, digits and what names of files usually have; never a separator, a control or invisible character, or a dot in front. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N} _.,;'’()[\]&+=@#!-]*$/u;
/** Names that Windows keeps for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)\./i;
/** Most bytes of a name in UTF-8; file systems take 255. */
const MAX_NAME_BYTES = 200;

/** A checked name of a file, or why there is none. */
export type ArticleName =
  { readonly name: string } | { readonly status: 415 | 422; readonly message: string };

/** The name under which a dropped file is kept: in NFC, and nothing that could lead out of its folder. */
export function parseArticleName(given: string): ArticleName {
  const name = given.normalize('NFC').trim();
  if (!NAME.test(name) || DEVICE.test(name) || Buffer.byteLength(name) > MAX_NAME_BYTES) {
    const message =
      'Give the file a plain name, such as my-article.md: letters, digits, spaces and hyphens, at most 200 of them.';
    return { status: 422, message };
  }
  if (!ENDING.test(name)) {
    return {
      status: 415,
      message: 'Only Markdown (.md), text (.txt) and HTML (.html) files can be asked about.',
    };
  }
  return { name };
}
