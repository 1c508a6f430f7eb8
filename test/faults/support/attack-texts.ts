import fc from 'fast-check';
import type { FoundRegExp } from './collect-regexps.ts';

/** What most expressions have in a loop. */
const COMMON = [
  ...[
    ' ',
    '\n',
    '\t',
    'a',
    'A',
    '1',
    '.',
    ',',
    '-',
    '_',
    '/',
    '[',
    '(',
    '<',
    '*',
    '`',
    '"',
    ':',
    '=',
    '{',
    '#',
    '|',
  ],
  ...[
    'a ',
    'A ',
    '1.',
    '1 ',
    ', ',
    '. ',
    'Aa ',
    'Aa',
    ' \n',
    'a.',
    'a-',
    '[a](',
    '<a ',
    '\\',
    "'s ",
    'é',
    '\u0301',
  ],
];
/** Ends that make a search fail after the loop, so that it goes back and tries the other ways. */
const ENDS = ['\u0000', '!'];

/**
 * Texts on which an expression may be slow: what it matches, with a part of it many times, and an end that it does not
 * match. The same for the same seed.
 */
export function createAttacks(
  { source, flags }: FoundRegExp,
  { count, length, seed }: { readonly count: number; readonly length: number; readonly seed: number },
): readonly string[] {
  const words = [...new Set(source.replace(/\\./g, ' ').match(/\p{L}{2,}/gu) ?? [])];
  const marks = [...new Set(source.match(/[^\p{L}\p{N}\s\\]/gu) ?? [])];
  const samples = sampleMatches(source, flags, seed);
  const attacks: string[] = [];
  const pump = (head: string, loop: string, end: string): void => {
    if (loop === '') return;
    attacks.push(head + loop.repeat(Math.ceil((length - head.length) / loop.length)).slice(0, length) + end);
  };
  for (const loop of [...COMMON, ...marks, ...words.flatMap((word) => [word, `${word} `])])
    pump('', loop, '\u0000');
  const fromSamples: (readonly [string, string, string])[] = samples.flatMap((sample) =>
    Array.from({ length: Math.min(sample.length, 40) }, (_, at) => at).flatMap((at) =>
      [1, 2, sample.length].map(
        (size) => [sample.slice(0, at), sample.slice(at, at + size), ENDS[at % 2] ?? ''] as const,
      ),
    ),
  );
  const loops = [' ', 'a', '1'];
  for (const sample of samples) {
    for (const cut of [1, 2, 3, 4]) {
      const head = sample.slice(0, Math.ceil((sample.length * cut) / 4));
      for (const loop of loops) fromSamples.push([head, loop, '\u0000']);
    }
  }
  const every = Math.max(1, Math.ceil(fromSamples.length / count));
  fromSamples
    .filter((_, index) => index % every === seed % every)
    .forEach((attack) => {
      pump(...attack);
    });
  return [...new Set(attacks)].filter(
    (_, index, all) => index % Math.max(1, Math.floor(all.length / count)) === 0,
  );
}

/** Some texts that the expression matches; none where it uses what the library cannot turn round. */
function sampleMatches(source: string, flags: string, seed: number): readonly string[] {
  try {
    const known = flags.replace(/[^dgmsuy]/g, '');
    return fc
      .sample(fc.stringMatching(new RegExp(source, known)), { seed, numRuns: 8 })
      .map((text) => text.slice(0, 200));
  } catch {
    return [];
  }
}
