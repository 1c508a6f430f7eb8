import { createHash } from 'node:crypto';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { ArticleHeader, Block, Passage } from '../../src/passages/passage.ts';
import { splitSentences } from '../../src/text/split-sentences.ts';
import { createRandom, type Random } from './create-random.ts';

/** Passages with their embeddings and dated events, as an index is written from. */
export interface Shelfful {
  readonly headers: readonly ArticleHeader[];
  readonly passages: readonly Passage[];
  /** The embedding at position i is that of the passage at i. */
  readonly embeddings: readonly Float32Array[];
  readonly milestones: readonly Milestone[];
}

/** Length of the random vector that is added to a unit embedding: the copy's similarity to it is then about 0.9. */
export const NOISE_LENGTH = 0.5;

/** One word in so many of a made sentence is a new one, so that the vocabulary grows with the corpus. */
export const WORDS_PER_NEW_WORD = 60;

const PASSAGES_PER_MADE_ARTICLE = 10;

/**
 * Grows a real corpus to `count` passages, always in the same way: the real ones first, then made ones. A made passage
 * has the shape of a real one (its length, headings, and dated events), sentences drawn from all over the corpus with
 * some made-up words, and the real one's embedding with noise. A smaller `count` gives the first of the real ones.
 */
export function growPassages(real: Shelfful, count: number): Shelfful {
  const random = createRandom(count);
  const sentences = real.passages.flatMap(({ text }) =>
    splitSentences(text).map(({ start, end }) => text.slice(start, end)),
  );
  const milestonesOf = groupMilestones(real.milestones);
  const passages = real.passages.slice(0, count);
  const embeddings = real.embeddings.slice(0, count);
  const milestones = passages.flatMap(({ id }) => milestonesOf.get(id) ?? []);
  const headers = new Map(passages.map(({ article }) => [article.id, article]));
  for (let made = 0; passages.length < count; made += 1) {
    const base = made % real.passages.length;
    const [model, embedding] = [real.passages[base], real.embeddings[base]];
    if (model === undefined || embedding === undefined) throw new RangeError('There is nothing to grow.');
    const article = makeArticle(model.article, Math.floor(made / PASSAGES_PER_MADE_ARTICLE), headers);
    const events = milestonesOf.get(model.id) ?? [];
    const text = makeText(events.length > 0 ? model.text : '', model.text.length, sentences, random);
    const passage = makePassage(model, article, made % PASSAGES_PER_MADE_ARTICLE, text);
    passages.push(passage);
    embeddings.push(addNoise(embedding, random));
    for (const event of events) milestones.push(moveMilestone(event, model, passage));
  }
  return { headers: [...headers.values()], passages, embeddings, milestones };
}

function groupMilestones(milestones: readonly Milestone[]): ReadonlyMap<string, readonly Milestone[]> {
  const groups = new Map<string, Milestone[]>();
  for (const milestone of milestones) {
    const group = groups.get(milestone.passageId);
    if (group === undefined) groups.set(milestone.passageId, [milestone]);
    else group.push(milestone);
  }
  return groups;
}

function makeArticle(
  model: ArticleHeader,
  number: number,
  headers: Map<string, ArticleHeader>,
): ArticleHeader {
  const id = `made/${number}.md`;
  const article = headers.get(id) ?? { ...model, id, title: `${model.title} (${number})` };
  headers.set(id, article);
  return article;
}

/** `begin`, then whole sentences up to about `length` UTF-16 units. */
function makeText(begin: string, length: number, sentences: readonly string[], random: Random): string {
  const parts = begin === '' ? [] : [begin];
  for (let made = begin.length; made < length || parts.length === 0;) {
    const sentence = (sentences[random.below(sentences.length)] ?? '')
      .split(' ')
      .map((word) => (random.below(WORDS_PER_NEW_WORD) === 0 ? makeWord(random) : word))
      .join(' ');
    parts.push(sentence);
    made += sentence.length + 1;
  }
  return parts.join(' ');
}

/** A word that no one has written, of two to four syllables. */
function makeWord(random: Random): string {
  const pick = (letters: string): string => letters.charAt(random.below(letters.length));
  return Array.from({ length: 2 + random.below(3) }, () => pick('bdfgklmnprstvz') + pick('aeiou')).join('');
}

function makePassage(model: Passage, article: ArticleHeader, position: number, text: string): Passage {
  // Only the offsets within one passage matter here. A dated heading lies before the first.
  const start = (position + 1) * 100_000;
  const end = start + text.length;
  const id = createHash('sha256').update(`${article.id}\n${start}\n${text}`).digest('hex').slice(0, 16);
  const kind: Block['kind'] = 'paragraph';
  const blocks = [{ kind, start, end, depth: 0 }];
  return { id, article, headingPath: model.headingPath, start, end, text, blocks };
}

function moveMilestone(milestone: Milestone, from: Passage, to: Passage): Milestone {
  const shift = to.start - from.start;
  const id = createHash('sha256').update(`${to.id}\n${milestone.id}`).digest('hex').slice(0, 16);
  const [start, end] = [milestone.start + shift, milestone.end + shift];
  return { ...milestone, id, articleId: to.article.id, passageId: to.id, start, end };
}

function addNoise(embedding: Float32Array, random: Random): Float32Array {
  const noise = embedding.map(() => random.normal());
  const length = Math.hypot(...noise);
  const moved = embedding.map((value, index) => value + ((noise[index] ?? 0) / length) * NOISE_LENGTH);
  const norm = Math.hypot(...moved);
  return moved.map((value) => value / norm);
}
