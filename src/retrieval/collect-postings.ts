import type { Passage } from '../passages/passage.ts';
import { analyzeText } from '../text/analyze-text.ts';
import type { FieldPostings, LexicalField, LexicalPostings } from './lexical-postings.ts';

/** How many passages are read before other work of the process gets a turn. */
const PASSAGES_PER_TURN = 200;

/** Counts of one stem in one passage are told up to this. */
const MAX_COUNT = 0xffff;

/** Reads the words of passages; the number of a passage is its position in the list. Gives other work a turn now and then. */
export async function collectPostings(passages: readonly Passage[]): Promise<LexicalPostings> {
  const collectors = {
    title: new FieldCollector(),
    headings: new FieldCollector(),
    text: new FieldCollector(),
  };
  const frequencies = new Map<string, number>();
  const stems = createStemmer();
  for (const [position, { article, headingPath, text }] of passages.entries()) {
    const words: Readonly<Record<LexicalField, readonly string[]>> = {
      title: stems(article.title),
      headings: headingPath.flatMap(stems),
      text: listStems(text),
    };
    collectors.title.add(words.title, position);
    collectors.headings.add(words.headings, position);
    collectors.text.add(words.text, position);
    for (const term of new Set([...words.title, ...words.headings, ...words.text])) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    }
    if (position % PASSAGES_PER_TURN === PASSAGES_PER_TURN - 1) await new Promise(setImmediate);
  }
  const vocabulary = [...frequencies.keys()].sort();
  return {
    passageCount: passages.length,
    vocabulary,
    frequencies: Uint32Array.from(vocabulary, (term) => frequencies.get(term) ?? 0),
    fields: {
      title: collectors.title.finish(vocabulary),
      headings: collectors.headings.finish(vocabulary),
      text: collectors.text.finish(vocabulary),
    },
  };
}

/** The words of one field of all passages. */
class FieldCollector {
  /** Stem → passage, count, passage, count and so on. */
  readonly #pairs = new Map<string, number[]>();
  readonly #lengths: number[] = [];
  #averageLength = 0;

  add(words: readonly string[], position: number): void {
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) {
      const pairs = this.#pairs.get(word);
      if (pairs === undefined) this.#pairs.set(word, [position, Math.min(count, MAX_COUNT)]);
      else pairs.push(position, Math.min(count, MAX_COUNT));
    }
    this.#averageLength =
      (this.#averageLength * this.#lengths.length + counts.size) / (this.#lengths.length + 1);
    this.#lengths.push(counts.size);
  }

  finish(vocabulary: readonly string[]): FieldPostings {
    const starts = new Uint32Array(vocabulary.length + 1);
    for (const [term, word] of vocabulary.entries()) {
      starts[term + 1] = (starts[term] ?? 0) + (this.#pairs.get(word)?.length ?? 0) / 2;
    }
    const total = starts[vocabulary.length] ?? 0;
    const [passages, counts] = [new Uint32Array(total), new Uint16Array(total)];
    let at = 0;
    for (const word of vocabulary) {
      const pairs = this.#pairs.get(word) ?? [];
      for (let index = 0; index < pairs.length; index += 2, at += 1) {
        passages[at] = pairs[index] ?? 0;
        counts[at] = pairs[index + 1] ?? 0;
      }
    }
    return {
      starts,
      passages,
      counts,
      lengths: Uint32Array.from(this.#lengths),
      averageLength: this.#averageLength,
    };
  }
}

function listStems(text: string): readonly string[] {
  return analyzeText(text).flatMap(({ terms }) => terms);
}

/** Remembers titles and headings, which many passages share. */
function createStemmer(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const stems = known.get(text) ?? listStems(text);
    known.set(text, stems);
    return stems;
  };
}
