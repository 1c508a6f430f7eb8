import type { Query } from '../retrieval/retriever.ts';
import { analyzeText } from '../text/analyze-text.ts';

const ASKS_FOR_DEFINITION =
  /^(?:(?:and|so|ok|okay|hey|hi)[\s,]+)*(?:what(?:'s|s| is| are| was| were)|who(?:'s| is| was)|define|explain|(?:what|meaning of)\b.*\b(?:mean|means|stands? for))\b/i;

/** What is defined, then the verb that defines it: `Drasi is a …`, `GA stands for …`. */
const DEFINITION =
  /^\W*(?<topic>[^.;:!?\s][^.;:!?]{0,79}?)(?<!\s)\s+(?:(?:is|are|was|were)\s+(?:an?|the|one of|called|known as)\s|(?:means|stands for|refers to|describes)\s)/iu;

/** Above this many words a question asks for more than what something is. */
const MAX_TERMS = 5;

/** True where a question asks what something is. */
export function asksForDefinition({ text, terms }: Query): boolean {
  return terms.length <= MAX_TERMS && ASKS_FOR_DEFINITION.test(text);
}

/** True where a sentence says what something is that the question names. */
export function definesTopic(sentence: string, { terms }: Query): boolean {
  const topic = DEFINITION.exec(sentence)?.groups?.topic;
  if (topic === undefined) return false;
  const stems = new Set(analyzeText(topic).flatMap((word) => word.terms));
  return terms.some(({ term, corrections }) => [term, ...corrections].some((stem) => stems.has(stem)));
}
