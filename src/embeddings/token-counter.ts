import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import type { CountTokens } from './embedder.ts';
import { loadModelConfig, loadModelJson } from './model-config.ts';
import type { ModelLocation } from './model-location.ts';

export interface TokenCounterOptions extends ModelLocation {
  /**
   * Text that the embedder will put before each counted one (`passagePrefix`); counted with it.
   * @default ''
   */
  readonly prefix?: string;
}

export interface TokenCounter {
  /**
   * Exact up to 10,000 characters. Longer texts are counted in pieces, which may give a few tokens more, and past
   * eight times `maxTokens` the rest is estimated from its length.
   */
  readonly countTokens: CountTokens;
  /** Most tokens that the model takes at once, special tokens included. */
  readonly maxTokens: number;
}

/** The one method of `@huggingface/tokenizers` that is used; its own types do not resolve under `nodenext`. */
interface PureTokenizer {
  encode(text: string): { readonly ids: readonly number[] };
}

const TokenizerClass = Tokenizer as unknown as new (tokenizer: object, config: object) => PureTokenizer;

/** Counts kept for texts that are asked for again; about 1 MB of short strings. */
const CACHE_SIZE = 4096;

/** The tokenizer's time grows with the square of an unbroken text: 1 MB of base64 took 32 s in one go. */
const MAX_EXACT_LENGTH = 10_000;
const PIECE_LENGTH = 2_000;

const objectSchema = z.record(z.string(), z.unknown());

/**
 * Opens the model's tokenizer in pure JavaScript; neither the model nor its runtime is loaded.
 *
 * @throws EmbeddingError (`model-invalid`) where a file of the model is missing or unreadable.
 */
export async function openTokenCounter(options: TokenCounterOptions): Promise<TokenCounter> {
  const [tokenizerJson, tokenizerConfig, { maxTokens }] = await Promise.all([
    loadModelJson(options, 'tokenizer.json', objectSchema),
    loadModelJson(options, 'tokenizer_config.json', objectSchema),
    loadModelConfig(options),
  ]);
  const tokenizer = new TokenizerClass(tokenizerJson, tokenizerConfig);
  const prefix = options.prefix ?? '';
  const specialTokens = tokenizer.encode('').ids.length;
  const cache = new Map<string, number>();

  const countTokens: CountTokens = (text) => {
    const known = cache.get(text);
    if (known !== undefined) return known;
    if (text.length > MAX_EXACT_LENGTH) return countInPieces(prefix + text);
    const tokens = tokenizer.encode(prefix + text).ids.length;
    const oldest = cache.size < CACHE_SIZE ? undefined : cache.keys().next().value;
    if (oldest !== undefined) cache.delete(oldest);
    cache.set(text, tokens);
    return tokens;
  };

  const countInPieces: CountTokens = (text) => {
    let tokens = 0;
    let start = 0;
    while (start < text.length && tokens < 8 * maxTokens) {
      const end = findPieceEnd(text, start);
      tokens += tokenizer.encode(text.slice(start, end)).ids.length - specialTokens;
      start = end;
    }
    return specialTokens + Math.ceil((tokens * text.length) / start);
  };

  return { countTokens, maxTokens };
}

/** The last space within reach where there is one, so that words stay whole. */
function findPieceEnd(text: string, start: number): number {
  const furthest = start + PIECE_LENGTH;
  if (furthest >= text.length) return text.length;
  const space = text.lastIndexOf(' ', furthest);
  return space > start ? space : furthest;
}
