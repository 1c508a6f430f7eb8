import { countWords } from './piece.ts';

/**
 * `certain`: a part of the page around an article, wherever it stands. `likely`: a label that could as well be a
 * heading, so it depends on what follows. `ending`: what comes after an article begins here (related posts, comments).
 */
export type FurnitureVerdict = 'certain' | 'likely' | 'ending';

/** Longest line that is looked at, in words; notices about cookies run longer than the rest. */
const MAX_WORDS = 30;
const MAX_NOTICE_WORDS = 80;

const SITES =
  '(?:facebook|twitter|x|linkedin|reddit|instagram|youtube|whatsapp|telegram|pinterest|mastodon|bluesky|threads|tiktok|github|discord|slack|rss|e-?mail)';

const ENDINGS: readonly RegExp[] = [
  /^(?:related|recommended|recent|latest|popular|similar|other|more|featured) (?:posts?|articles?|stories|reading|content|news|topics|blogs?)(?: (?:posts?|articles?))?$/i,
  /^(?:you (?:may|might) also (?:like|enjoy|be interested in)|recommended for you|trending(?: now)?|read next|up next|what to read next|keep reading)$/i,
  /^(?:leave|post|add|write) a (?:comment|reply)\b/i,
  /^(?:\d+ )?(?:comments?|responses|replies)(?: \(\d+\))?$/i,
  /^more from\b/i,
];

const CERTAIN: readonly RegExp[] = [
  /^(?:skip|jump|back|go|return) to (?:the )?(?:main |page )?(?:content|navigation|menu|search|footer|header|top|main|homepage|home page)\b/i,
  /^(?:toggle|open|close|show|hide|expand|collapse) (?:the )?(?:main |site |mobile )?(?:navigation|menu|nav|search|sidebar|table of contents)$/i,
  /^(?:main|site|primary|secondary|footer|breadcrumbs?) ?(?:menu|navigation|nav)?$/i,
  /^(?:provide|give|send|submit|share)(?: us)?(?: your)? feedback$/i,
  /^let us know (?:what|how|if|in the comments|your)\b/i,
  /^(?:was|did|is) this (?:page|article|post|answer|information|content)\b.*\?$/i,
  new RegExp(
    `^(?:share|tweet|follow|like|find|join|connect with|subscribe to)(?: (?:this|us|me|with us))?(?: (?:article|post|page|story|link))?(?: (?:on|via|to|with|in|by))? (?:${SITES}(?:[,/ ]+(?:and |or )?)?)+$`,
    'i',
  ),
  /^(?:share|tweet|pin|print|copy|save|bookmark|e-?mail|send)(?: (?:this|the|a))?(?: (?:article|post|page|story|link|url))?(?: (?:by e-?mail|to clipboard|with your friends))?[:!]?$/i,
  /^(?:link copied|copied)!?$/i,
  /^(?:follow|connect with|stay in touch with) (?:us|me)\b[^.]{0,40}$/i,
  /^(?:subscribe|sign up)(?: now| today| here)?(?: (?:to|for) (?:our|the|my|this)? ?.{0,40}(?:newsletter|blog|feed|mailing list|updates|e-?mails?|channel|podcast).*)?[.!]?$/i,
  /^get (?:the )?(?:latest|new|our) .{0,60}(?:inbox|newsletter|updates|posts)\b/i,
  /^(?:sign|log) ?(?:in|out|on|up)(?: (?:to|with) .{1,30})?$/i,
  /^(?:create|manage|my) (?:an? )?(?:free )?account$/i,
  /^(?:accept|reject|allow|decline|manage|customi[sz]e)(?: (?:all|optional|necessary|only))*(?: (?:cookies?|preferences|settings))?$/i,
  /^(?:your )?(?:cookie|privacy|consent) (?:settings|preferences|policy|notice|statement|choices|options)$/i,
  /^(?:terms|conditions)(?: (?:of|and) (?:use|service|sale|conditions|privacy))*$/i,
  /^(?:do not sell|your privacy choices|consumer health privacy|trademarks?|accessibility(?: statement)?|legal(?: notices?)?|imprint|impressum|sitemap|site map|safety & eco|recycling|about our ads)\b.{0,50}$/i,
  /(?:©|\(c\)).{0,40}\d{4}|\d{4}\s*(?:©|\(c\))|^copyright \d{4}/i,
  /\ball rights reserved\b/i,
  /^(?:powered|built|made|hosted) (?:by|with|on) .{1,40}$/i,
  /^(?:advertisement|advertising|sponsored(?: content| by .{1,40})?|promoted|ad)$/i,
  /^(?:load|show|see|view) (?:more|all|less)(?: (?:posts|articles|comments|results|stories|news|topics|products|solutions|features))?$/i,
  /^(?:click|tap) here\b.{0,60}$/i,
  /^(?:continue|keep) reading\b.{0,80}$/i,
  /^\d+ ?(?:-|to)? ?(?:min(?:ute)?s?)(?: of)?(?: read(?:ing)?)?(?: time)?$/i,
  /^(?:estimated )?(?:reading|read) time\b.{0,30}$/i,
  /^(?:\d+(?:[.,]\d+)?[km]? )(?:views?|likes?|shares?|comments?|claps?|reactions?|followers?|min read|replies)$/i,
  /^(?:filed under|posted in|tagged(?: with| in)?|tags?|categor(?:y|ies)|topics?|labels?): ?.{0,120}$/i,
  /^(?:previous|next|older|newer)(?: (?:post|article|page|entry|story|posts|entries))s?\b.{0,80}$/i,
  /^(?:start|try|begin|get)(?: (?:a|your|it|our))?(?: \w+)? ?(?:for free|free trial|free account|trial)(?: (?:now|today))?$/i,
  /^(?:buy|shop|order|book|download|register|apply|watch|join|try|learn|read|explore|discover|get started|enroll) (?:now|today|here|it free|free)$/i,
  /^(?:contact|talk to|chat with|call) (?:sales|us|support|our (?:sales )?team|an? (?:expert|specialist|sales .{1,20}))$/i,
  /^(?:request|book|schedule|get|watch) (?:a|the) (?:free )?(?:demo|quote|call|consultation|tour|meeting)$/i,
  /^(?:download|get) (?:the|our) (?:free )?(?:mobile )?app\b.{0,40}$/i,
  /^(?:enter|your) (?:your )?e-?mail(?: address)?\b.{0,20}$/i,
  /^this (?:site|website|page) (?:is protected by|requires javascript)\b/i,
  /^(?:please )?(?:enable|turn on) javascript\b/i,
  /^(?:english|deutsch|français|español)(?: \([\p{L} ]+\))?$/iu,
];

const COOKIES = /\bcookies?\b/i;
const CONSENT =
  /\b(?:we|this (?:web)?site|our (?:web)?sites?|by (?:continuing|using|clicking)|third.part(?:y|ies)|you agree)\b/i;

const LIKELY: readonly RegExp[] = [
  /^(?:home(?:page)?|menu|search|close|blogs?|news|newsroom|products?|solutions?|services|pricing|resources|docs|documentation|support|help|about(?: us)?|company|careers|jobs|contact(?: us)?|partners?|customers?|community|events?|learn|training|developers?|more|next|previous|back|share|print|login|register|account|cart|language|theme|tags|categories|topics|archives?|all|yes|no|ok|follow|contents|table of contents|on this page|in this article|feedback|explore|overview|rss|podcasts?|videos?|webinars?|download|downloads|reply|like|edit|report|save)$/i,
  /^(?:explore|discover|browse|see|view|visit|try|get|start|join|register|watch|download|learn|read|find|build|buy|shop|check out)\b(?: [^\s.?!]+){1,4}$/i,
  /^(?:learn|read|find out|discover|see|show) more\b.{0,60}$/i,
  /^get started\b.{0,40}$/i,
];

/** Longest line that is looked at, in characters. */
const MAX_LENGTH = 1_000;

/** Tells a line of the page around an article (menus, buttons, sharing, cookies, feedback) from the article's own. */
export function judgeFurniture(line: string): FurnitureVerdict | null {
  if (line.length > MAX_LENGTH) return null;
  const text = line.replace(/^[^\p{L}\p{N}©(]+|(?<![\s›»>→▶▸+|·•])[\s›»>→▶▸+|·•]+$/gu, '');
  const words = countWords(text);
  if (words > MAX_NOTICE_WORDS) return null;
  if (COOKIES.test(text) && CONSENT.test(text) && words > 3) return 'certain';
  if (words > MAX_WORDS) return null;
  if (ENDINGS.some((pattern) => pattern.test(text))) return 'ending';
  if (CERTAIN.some((pattern) => pattern.test(text))) return 'certain';
  return LIKELY.some((pattern) => pattern.test(text)) ? 'likely' : null;
}
