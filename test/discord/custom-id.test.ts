import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCustomId, writeCustomId, type ButtonAction } from '../../src/discord/custom-id.ts';
import { hostileText } from './support/hostile-text.ts';

const snowflake = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
const span = fc
  .tuple(fc.nat({ max: 1_000_000 }), fc.integer({ min: 1, max: 100_000 }))
  .map(([start, length]) => ({ start, end: start + length }));
const action: fc.Arbitrary<ButtonAction> = fc.oneof(
  fc.record({
    kind: fc.constant('show' as const),
    passageId: fc.stringMatching(/^[0-9a-f]{16}$/),
    spans: fc.array(span, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('dismiss' as const), askerId: snowflake }),
  fc.record({ kind: fc.constant('post' as const), messageId: fc.option(snowflake) }),
  fc.record({ kind: fc.constant('page' as const), page: fc.nat({ max: 100_000 }) }),
  fc.record({
    kind: fc.constant('dates' as const),
    page: fc.nat({ max: 100_000 }),
    queryHash: fc.stringMatching(/^[0-9a-f]{8}$/),
    askerId: snowflake,
  }),
);

describe('the custom id of a button', () => {
  it('holds all that the button needs, in at most 100 characters', () => {
    fc.assert(
      fc.property(action, (written) => {
        const customId = writeCustomId(written);
        expect(customId.length).toBeLessThanOrEqual(100);
        expect(parseCustomId(customId)).toEqual(written);
      }),
    );
  });

  it('leaves spans out rather than grow too long', () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 8, maxLength: 30 }), (spans) => {
        const customId = writeCustomId({ kind: 'show', passageId: '0123456789abcdef', spans });
        expect(customId.length).toBeLessThanOrEqual(100);
        const parsed = parseCustomId(customId);
        expect(parsed?.kind === 'show' ? parsed.spans : []).toEqual(
          spans.slice(0, parsed?.kind === 'show' ? parsed.spans.length : 0),
        );
        expect(parsed?.kind === 'show' && parsed.spans.length > 3).toBe(true);
      }),
    );
  });

  it.each([
    '',
    'show',
    'show.xyz',
    'show.0123456789abcdef.1',
    'dismiss.me',
    'post.x',
    'page.-1',
    'page.1.2',
    'dates.1',
    'dates.1.0123abcd.me',
    'dates.-1.0123abcd.1',
    'other.1',
  ])('is none of ours: %j', (text) => {
    expect(parseCustomId(text)).toBeUndefined();
  });

  it('never throws on what others made up', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        parseCustomId(text);
        parseCustomId(`show.${text}`);
      }),
    );
  });
});
