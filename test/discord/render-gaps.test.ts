import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderGaps } from '../../src/discord/render/render-gaps.ts';
import type { Gap } from '../../src/feedback/gap-report.ts';
import { expectWithinLimits } from './support/check-body.ts';
import { hostileText } from './support/hostile-text.ts';
import { PLAIN_KINDS, readMarkdown } from './support/read-markdown.ts';

const LARGE = 20_000;
const makeGap = (question: string, otherWordings: readonly string[]): Gap => ({
  ...{ question, otherWordings, lastAt: Date.parse('2026-01-10T12:00:00Z') },
  ...{ asked: LARGE, people: LARGE, refused: LARGE, unhelpful: LARGE },
});
/** Our own layout, and what shows as itself. */
const KINDS: ReadonlySet<string> = new Set([...PLAIN_KINDS, 'strong', 'subtext', 'timestamp']);

it('fits a message and stays text, whatever was asked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(hostileText, { minLength: 3, maxLength: 3 }), { maxLength: 12 }),
      (rows) => {
        const gaps = rows.map(([question = '', ...others]) => makeGap(question, others));
        const body = renderGaps({ gaps, week: [], questions: LARGE }, null, 365);
        expectWithinLimits(body);
        const { kinds, links } = readMarkdown(body.embeds[0]?.description ?? '');
        expect([...kinds].filter((kind) => !KINDS.has(kind))).toEqual([]);
        expect(links).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

it('tells how many more there are', () => {
  const gaps = Array.from({ length: 11 }, (_, index) => makeGap(`Question ${index.toString()}?`, []));
  const { description = '' } = renderGaps({ gaps, week: [], questions: 11 }, null, 30).embeds[0] ?? {};
  expect(description).toContain('8\\. **Question 7?**');
  expect(description).not.toContain('Question 8?');
  expect(description).toContain('… and 3 more, asked less often.');
});
