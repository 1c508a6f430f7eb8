/**
 * The form in which two spellings of one word are equal: compatibility-decomposed, without accents, in lower case,
 * with plain quotes and hyphens. The length may change, so offsets into the original do not carry over.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[‘’‛ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}
