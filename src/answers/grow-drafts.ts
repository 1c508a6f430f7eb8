import { type Draft, lengthOf, overlaps, totalLength } from './quote-draft.ts';
import type { PassageSentence } from './score-sentences.ts';

export interface GrowOptions {
  /** Over all quotes, in UTF-16 units. */
  readonly maxLength: number;
  /** Up to which length a quote takes in what goes with it, in UTF-16 units. */
  readonly growTo: number;
  /** Tells whether a list or steps are asked for. */
  readonly question: string;
}

/** Questions whose answer is likely to be several items. */
const ASKS_FOR_LIST =
  /\b(?:what (?:are|were|can|do|does|tools|kinds?|types?)|which (?:\w+s|of)|list|steps?|how (?:do|can|to|should)|examples?|ways|all (?:the|of))\b/i;

/** Questions that steps answer. Half of them are of no use, so a numbered list is kept together. */
const ASKS_FOR_STEPS = /\b(?:how (?:do|can|to|should|would)|steps?)\b/i;

/** A sentence that begins with one of these is about the sentence before it. */
const LEANS_BACK = /^(?:[-*•]\s+)?(?:it|its|this|these|those|they|their|them|he|his|she|her|both|such)\b/i;

/**
 * Grows each quote in turn, best first. What a quote cannot do without comes first, up to `maxLength`: the sentence that
 * its "it" or "they" speaks of, and the other steps of a numbered list. Then the sentences after and before it that go
 * with it, up to `growTo`.
 */
export function growDrafts(drafts: readonly Draft[], options: GrowOptions): void {
  const { maxLength, growTo, question } = options;
  const asksForList = ASKS_FOR_LIST.test(question);
  const asksForSteps = ASKS_FOR_STEPS.test(question);
  for (const draft of drafts) {
    const fits = (grown: Draft): boolean =>
      !drafts.some((other) => other !== draft && overlaps(other, grown)) &&
      totalLength(drafts) - lengthOf(draft) + lengthOf(grown) <= maxLength;
    const take = (next: Draft | undefined): boolean => {
      if (next === undefined) return false;
      draft.first = next.first;
      draft.last = next.last;
      return true;
    };
    if (asksForSteps) while (take(listNext(draft).find((grown) => isNextStep(grown, draft) && fits(grown))));
    take([before(draft)].find((grown) => leansBack(draft) && sharesBlock(grown) && fits(grown)));
    while (
      take(
        listNext(draft).find(
          (grown) => goTogether(grown, draft, asksForList) && lengthOf(grown) <= growTo && fits(grown),
        ),
      )
    );
  }
}

function before(draft: Draft): Draft {
  return { ...draft, first: draft.first - 1 };
}

/** The draft with one sentence more: after it, and before it. */
function listNext(draft: Draft): readonly Draft[] {
  return [{ ...draft, last: draft.last + 1 }, before(draft)];
}

/** The text of one sentence of the draft's passage; undefined outside it. */
function textAt({ hit, sentences }: Draft, index: number): string | undefined {
  const sentence = sentences[index];
  return sentence && hit.passage.text.slice(sentence.start, sentence.end);
}

function leansBack(draft: Draft): boolean {
  return LEANS_BACK.test(textAt(draft, draft.first) ?? '');
}

/** True where the first two sentences exist and stand in one block: what a pronoun speaks of is seldom further away. */
function sharesBlock({ sentences, first }: Draft): boolean {
  const [a, b] = [sentences[first], sentences[first + 1]];
  return a !== undefined && a.block === b?.block;
}

/** True where the sentence that `grown` has more is, like the draft's edge, a step: an item with a number. */
function isNextStep(grown: Draft, draft: Draft): boolean {
  const isAfter = grown.last > draft.last;
  const isStep = (index: number) =>
    draft.sentences[index]?.block.kind === 'list-item' &&
    /^\s*\d+[.)]\s/.test(
      draft.hit.passage.text.slice(draft.sentences[index].block.start - draft.hit.passage.start),
    );
  return isAfter ? isStep(draft.last) && isStep(grown.last) : isStep(draft.first) && isStep(grown.first);
}

/**
 * True where the sentence that `grown` has more than `draft` helps to understand it. The items of a list stand for
 * themselves, so they are joined only where a list is asked for, or to the lead-in that announces them.
 */
function goTogether(grown: Draft, draft: Draft, asksForList: boolean): boolean {
  const isAfter = grown.last > draft.last;
  const added = grown.sentences[isAfter ? grown.last : grown.first];
  const edge = draft.sentences[isAfter ? draft.last : draft.first];
  if (added === undefined || edge === undefined) return false;
  if (added.block === edge.block || asksForList) return true;
  const isItem = ({ block }: PassageSentence) => block.kind === 'list-item';
  if (!isItem(added) && !isItem(edge)) return true;
  return isAfter ? !isItem(edge) : !isItem(added);
}
