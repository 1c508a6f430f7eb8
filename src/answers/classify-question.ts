import type { AbstentionReason } from './answer.ts';

/** Longest question that is searched, in UTF-16 units; what is longer is a pasted text, not a question. */
export const MAX_QUESTION_LENGTH = 2000;

/** What a message is, before anything is searched. */
export type QuestionClass =
  'question' | Extract<AbstentionReason, 'empty' | 'greeting' | 'thanks' | 'too-long' | 'hostile'>;

/* Every expression below is tried on at most MAX_QUESTION_LENGTH characters and has no nested repetition. */

const GREETING_WORDS =
  'hi|hiya|hey+|hello+|helo|yo|sup|howdy|greetings|good (?:morning|afternoon|evening|night|day)|gm|gn|morning|evening|hola|salut|hallo|bye|goodbye|see (?:you|ya)|cya|welcome back';
const GREETING_FOLLOW =
  "there|all|every(?:one|body)|bot|footnote|folks|guys|team|friends?|mate|again|today|(?:how(?: a)?re?|how's|hows) (?:you|u|ya|it going|things|everything|life)(?: doing| going)?|how (?:do|r) (?:you|u) do(?:ing)?|how r u|what'?s up|whats up|wassup|sup|nice to (?:meet|see) you|are you (?:there|ok|alive|awake)|r u there|you there|anyone here";
const THANKS_WORDS =
  "thanks?(?: you| u)?|thank(?: yo)?u|thx+|ty+|tysm|tnx|cheers|appreciate (?:it|that)|great|awesome|nice|perfect|cool|good bot|well done|lol|lmao|haha+|ok(?:ay)?|got it|much appreciated|that (?:really )?help(?:s|ed)|you(?:'re| are) the best|so much|a lot|very much|for (?:the|your) (?:help|answer|info)|that was helpful|makes sense|np|no problem|never ?mind";

const GREETING = new RegExp(`^(?:(?:${GREETING_WORDS}|${GREETING_FOLLOW})(?: |$)){1,6}$`);
const THANKS = new RegExp(
  `^(?:(?:${THANKS_WORDS}|bot|footnote|mate|man|that|it|again|a bunch)(?: |$)){1,8}$`,
);

/** Attempts to make the bot something else. Quoting cannot be talked out of quoting, so the reply is only polite. */
const HOSTILE = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|the)\b.{0,30}\b(?:instructions?|prompts?|guidelines?|restrictions?)\b/,
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,20}\b(?:your|these|previous) (?:\w+ )?rules?\b/,
  /\b(?:system|initial|hidden|developer) (?:prompt|instructions?|message)\b.{0,60}\b(?:print|show|reveal|repeat|word for word|verbatim|leak|output)\b/,
  /\b(?:print|show|reveal|repeat|leak|output|tell me|give me|what is|what's)\b.{0,40}\b(?:your|the) (?:system|initial|hidden|developer) (?:prompt|instructions?|message)\b/,
  /\byou are (?:now|no longer)\b.{0,60}\b(?:dan|jailbroken|unrestricted|evil|no rules|no restrictions|a different|bot|assistant|ai)\b/,
  /\b(?:pretend|act as if|roleplay|role-play|act as|imagine) (?:you|to be|that you)\b.{0,60}\b(?:no (?:rules|restrictions|filters?)|unrestricted|dan|jailbroken|evil)\b/,
  /\b(?:answer|respond|reply) without (?:any )?(?:citations?|sources?|footnotes?|quotes?|restrictions?|rules)\b/,
  /\b(?:your|the|bot'?s?) (?:bot |discord |api |secret |access )?(?:token|password|api key|secret key|env(?:ironment)? variables?)\b.{0,20}$/,
  /\b(?:jailbreak|do anything now|developer mode (?:on|enabled))\b/,
];

/** Tells a question from a greeting, thanks, an attack, an empty or an over-long message. */
export function classifyQuestion(question: string): QuestionClass {
  if (question.length > MAX_QUESTION_LENGTH) return 'too-long';
  const words = question
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(words)) return 'empty';
  if (THANKS.test(words) && !/[?]/.test(question)) return 'thanks';
  if (GREETING.test(words)) return 'greeting';
  if (HOSTILE.some((pattern) => pattern.test(words))) return 'hostile';
  return 'question';
}
