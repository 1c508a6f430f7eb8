/** The kind of detail that a question asks for; null where any statement may answer. */
export type WantedDetail = 'number' | 'date' | 'person' | null;

/** `when` asks for a date before an auxiliary verb or at the end (`is it out, and when?`), not in `when I save a file`. */
const WHEN_QUESTION =
  /(?:^|[,;:.?!–—-]\s*|\b(?:and|or|so|but|then|since|until|till|by|from|know|me|say|says|said|sure|idea|remember|wondering)\s+)when(?:'s\b|(?:\s+(?:exactly|precisely|roughly))?\s+(?:is|was|are|were|did|does|do|will|would|can|could|should|has|have|had)\b)|\bwhen(?:\s+(?:exactly|precisely))?[?!.]*$/i;
const DATE_QUESTION =
  /\b(?:(?:what|which|from which|by what|in what|on what|in which|on which) (?:year|month|day|date|quarter|week)|what time|how long ago|release date|deadline)\b/i;
const NUMBER_QUESTION =
  /\b(?:how (?:many|much|long|often|big|large|fast|far|old|quick(?:ly)?|high|deep|small|few|quicker|slow)|(?:what|which) (?:%|percent(?:age)?|share|number|amount|price|cost|size|version|port|mtu|limit|rate|fraction)|max(?:imum)?|min(?:imum)?|sample size|hourly price|number of|percentage|price of|uptime sla)\b|%/i;
const PERSON_QUESTION = /\b(?:who|whose|whom|which (?:person|people|team|company|author|speaker)s?)\b/i;

/** Reads from the question's words what kind of detail it wants. */
export function detectWanted(question: string): WantedDetail {
  if (WHEN_QUESTION.test(question.trim()) || DATE_QUESTION.test(question)) return 'date';
  if (NUMBER_QUESTION.test(question)) return 'number';
  if (PERSON_QUESTION.test(question)) return 'person';
  return null;
}

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DATE_DETAIL = new RegExp(
  `\\b(?:(?:19|20)\\d\\d(?!\\.\\d)|(?:${MONTH})\\.? \\d{1,2}|\\d{1,2}(?:st|nd|rd|th)? (?:${MONTH})|q[1-4]|today|tomorrow|yesterday|(?:next|last) (?:week|month|year|quarter)|coming (?:weeks|months)|(?:by|in|since|until|from) (?:${MONTH}))\\b`,
  'i',
);
const NUMBER_DETAIL =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|dozens?|hundreds?|thousands?|millions?|billions?|half|twice|double|triple|quarter|no (?:extra|additional) cost|free|weekly|monthly|daily|hourly|unlimited)\b/i;
const PERSON_DETAIL =
  /\p{Lu}\p{Ll}+(?: \p{Lu}\.?)? \p{Lu}\p{Ll}+|\b(?:admin(?:istrator)?s?|users?|team|owners?|engineers?|developers?|maintainers?|company|customers?|he|she|they|members?|designers?|testers?|authors?)\b/u;

/** True where a text holds a detail of the wanted kind; true for null. */
export function hasDetail(text: string, wanted: WantedDetail): boolean {
  switch (wanted) {
    case 'date':
      return DATE_DETAIL.test(text);
    case 'number':
      return NUMBER_DETAIL.test(text);
    case 'person':
      return PERSON_DETAIL.test(text);
    case null:
      return true;
  }
}
