import { analyzeText, stemWord } from '../text/analyze-text.ts';
import { isEverydayWord } from '../text/everyday-words.ts';
import type { LexicalSearch, WeightedTerm } from './lexical-index.ts';
import type { Query, QueryTerm } from './retriever.ts';

/** Short forms of chat that no article spells that way, and what they stand for. */
const SHORT_FORM_ROWS = {
  k8s: 'kubernetes',
  gh: 'github',
  ms: 'microsoft',
  vs: 'visual studio',
  vscode: 'vs code',
  vuln: 'vulnerability',
  vulns: 'vulnerabilities',
  repo: 'repository',
  repos: 'repositories',
  config: 'configuration',
  auth: 'authentication',
  infra: 'infrastructure',
  env: 'environment',
  envs: 'environments',
  dev: 'developer',
  devs: 'developers',
  prod: 'production',
  docs: 'documentation',
  db: 'database',
  dbs: 'databases',
  perf: 'performance',
  lang: 'language',
  langs: 'languages',
  ga: 'generally available',
  oss: 'open source',
  sub: 'subscription',
  subs: 'subscriptions',
  vm: 'virtual machine',
  vms: 'virtual machines',
  eng: 'engineering',
  dm: 'direct message',
  dms: 'direct messages',
  msg: 'message',
  win: 'windows',
  win10: 'windows 10',
  win11: 'windows 11',
  kb: 'knowledge base',
  kbs: 'knowledge bases',
  org: 'organization',
  orgs: 'organizations',
  admin: 'administrator',
  admins: 'administrators',
  perms: 'permissions',
  creds: 'credentials',
  params: 'parameters',
  args: 'arguments',
  libs: 'libraries',
  deps: 'dependencies',
  pkg: 'package',
  pkgs: 'packages',
  ctx: 'context',
  conn: 'connection',
  deploy: 'deployment',
  mins: 'minutes',
  secs: 'seconds',
  hrs: 'hours',
  quicker: 'faster',
  bought: 'acquired acquisition',
  buy: 'acquired acquisition',
  acquire: 'bought',
  acquired: 'bought',
} as const satisfies Readonly<Record<string, string>>;

/** A map, because `constructor` is a word that people type too. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map(Object.entries(SHORT_FORM_ROWS));

/** How much a correction and a short form's meaning count against a word as typed. */
const CORRECTION_WEIGHT = 0.7;
const SHORT_FORM_WEIGHT = 0.8;

/** Chat words that are glued or parted otherwise in the articles (`data bricks`, `dataflow`) count a little less. */
const GLUED_WEIGHT = 0.9;

export interface AnalyzedQuestion {
  readonly query: Query;
  /** What the lexical index is asked for. */
  readonly weightedTerms: readonly WeightedTerm[];
}

/** Normalises a question: white space and control characters folded, words analysed against the index. */
export function analyzeQuestion(question: string, index: LexicalSearch): AnalyzedQuestion {
  const text = question
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const words = analyzeText(text);
  const weightedTerms: WeightedTerm[] = [];
  const terms: QueryTerm[] = [];
  for (const [position, { terms: stems, surface }] of words.entries()) {
    const known = stems.filter((stem) => index.countPassages(stem) > 0);
    const glued = glueWithNext(words, position, index);
    const meant = (SHORT_FORMS.get(surface.toLowerCase()) ?? '')
      .split(' ')
      .filter((word) => word !== '')
      .map(stemWord);
    // A word that is spelled right is no typo of another.
    const corrections =
      known.length === 0 && meant.length === 0 && glued === undefined && !isEverydayWord(surface)
        ? stems.flatMap((stem) => index.suggestTerms(stem))
        : [];
    for (const term of known) weightedTerms.push({ term, weight: 1 });
    if (glued !== undefined) weightedTerms.push({ term: glued, weight: GLUED_WEIGHT });
    for (const term of meant) weightedTerms.push({ term, weight: SHORT_FORM_WEIGHT });
    for (const term of corrections) weightedTerms.push({ term, weight: CORRECTION_WEIGHT });
    // A name with a digit (`gpt-7`, `1.120`) is one thing: that its parts occur says nothing of it.
    const named = /\d/.test(surface) ? stems.slice(0, 1) : stems;
    const [term = surface] = named.filter((stem) => known.includes(stem)).concat(named);
    const others = [...meant, ...(glued === undefined ? [] : [glued])];
    const passageFrequency = Math.max(...[...named, ...others].map((stem) => index.countPassages(stem)));
    terms.push({
      term,
      surface,
      passageFrequency,
      idf: inverseDocumentFrequency(passageFrequency, index.passageCount),
      corrections: [...others, ...corrections],
    });
  }
  return { query: { text, terms }, weightedTerms };
}

/** The stem of a word and the one after it written as one, where the articles write it so. */
function glueWithNext(
  words: ReturnType<typeof analyzeText>,
  position: number,
  index: LexicalSearch,
): string | undefined {
  const word = words[position];
  const next = words[position + 1];
  if (word === undefined || next === undefined || next.start - word.end !== 1) return undefined;
  const glued = stemWord((word.surface + next.surface).toLowerCase());
  return index.countPassages(glued) > 0 ? glued : undefined;
}

/** `ln(1 + (N − n + 0.5) / (n + 0.5))`: Robertson and Spärck Jones' weight in BM25's never negative form. */
export function inverseDocumentFrequency(passageFrequency: number, passageCount: number): number {
  return Math.log(1 + (passageCount - passageFrequency + 0.5) / (passageFrequency + 0.5));
}
