import type { EmbedTexts } from './find-gaps.ts';

/** Embeddings that are kept: three MiB of the shipped model's. */
const CAPACITY = 2_000;

/** Embeds each text once, so that whoever looks again does not wait again. */
export function rememberEmbeddings(embed: EmbedTexts): EmbedTexts {
  const known = new Map<string, Float32Array>();
  return async (texts) => {
    const unknown = [...new Set(texts.filter((text) => !known.has(text)))];
    const embeddings = unknown.length === 0 ? [] : await embed(unknown);
    for (const [index, text] of unknown.entries()) {
      const embedding = embeddings[index];
      if (embedding !== undefined) known.set(text, embedding);
    }
    const found = texts.flatMap((text) => known.get(text) ?? []);
    for (const text of known.keys()) {
      if (known.size <= CAPACITY) break;
      known.delete(text);
    }
    return found;
  };
}
