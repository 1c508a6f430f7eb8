import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MilestoneEntry, MilestoneQuery } from '../../src/answers/milestone-desk.ts';
import {
  findTypedMilestone,
  labelMilestone,
  listMilestoneChoices,
  listTopicChoices,
} from '../../src/discord/milestones/milestone-choices.ts';
import {
  cleanQuery,
  hashQuery,
  parseQueryLines,
  writeQueryLines,
} from '../../src/discord/milestones/query-lines.ts';
import { renderMilestone } from '../../src/discord/render/render-milestone.ts';
import { renderMilestonesPage, type MilestoneSetting } from '../../src/discord/render/render-milestones.ts';
import { numberSources } from '../../src/discord/render/number-sources.ts';
import { renderTimelineReply } from '../../src/discord/render/render-timeline-reply.ts';
import { expectWithinLimits } from './support/check-body.ts';
import { hostilePassage } from './support/hostile-reply.ts';
import { hostileText, longHostileText } from './support/hostile-text.ts';
import { makeMilestone, makeYears } from './support/make-milestones.ts';
import { PLAIN_KINDS, readMarkdown } from './support/read-markdown.ts';

const SETTING: MilestoneSetting = {
  askerId: '123456789012345678',
  audience: 'everyone',
  note: null,
  locale: 'en-GB',
};
const text = fc.oneof({ weight: 4, arbitrary: hostileText }, { weight: 1, arbitrary: longHostileText });
const locale = fc.constantFrom('en-US', 'de', 'ja', 'ru', 'zh-TW', 'no such locale');
const hostileEntry: fc.Arbitrary<MilestoneEntry> = fc
  .record({
    passage: hostilePassage,
    date: fc.constantFrom(
      { date: '2018', precision: 'year', dateEnd: '2021', circa: true } as const,
      { date: '2018-03', precision: 'month', dateEnd: null, circa: false } as const,
      { date: '2018-03-09', precision: 'day', dateEnd: '2018-11-30', circa: true } as const,
    ),
    kind: fc.constantFrom('key', 'dated', 'published'),
    id: fc.stringMatching(/^[0-9a-f]{16}$/),
    title: text,
    text,
    start: fc.nat({ max: 100_000 }),
  })
  .map(({ passage, date, ...rest }) => ({
    milestone: {
      ...rest,
      ...date,
      articleId: passage.article.id,
      passageId: passage.id,
      end: rest.start + rest.text.length,
    },
    article: passage.article,
    headingPath: passage.headingPath,
  }));
const hostileQuery: fc.Arbitrary<MilestoneQuery> = fc
  .record({ topic: text, article: text, from: text, to: text }, { requiredKeys: [] })
  .map(cleanQuery);

describe('the search in the footer of a list', () => {
  it('is read from it as it was written, whatever was typed', () => {
    fc.assert(
      fc.property(hostileQuery, (query) => {
        const footer = ['12 milestones, page 1 of 2', ...writeQueryLines(query)].join('\n');
        expect(parseQueryLines(footer)).toEqual(query);
        expect(hashQuery(parseQueryLines(footer))).toBe(hashQuery(query));
      }),
      { numRuns: 200 },
    );
  });

  it('cannot be forged by a topic that looks like another line', () => {
    const query = cleanQuery({ topic: 'ships\nfrom: 1900', to: ' 2009 ' });
    expect(writeQueryLines(query)).toEqual(['topic: ships from: 1900', 'to: 2009']);
    expect(parseQueryLines(writeQueryLines(query).join('\n'))).toEqual({
      topic: 'ships from: 1900',
      to: '2009',
    });
  });

  it('has another checksum as soon as any part of it is another', () => {
    const searches = [{}, { topic: 'a' }, { article: 'a' }, { from: 'a' }, { to: 'a' }, { topic: 'b' }];
    expect(new Set(searches.map(hashQuery)).size).toBe(searches.length);
  });
});

describe('a page of milestones as a message', () => {
  const { entries, passages } = makeYears(23);

  it('has ten of them, and a page that is not there gives the nearest', () => {
    const read = (page: number) =>
      readMarkdown(renderMilestonesPage(entries, {}, page, SETTING).embeds[0]?.description ?? '').bold;
    expect(read(0)).toHaveLength(10);
    expect(read(2)).toEqual(['1970', '1971', '1972']);
    expect(read(99)).toEqual(read(2));
    expect(read(-3)).toEqual(read(0));
  });

  it('has no way to another page where there is one only', () => {
    const body = renderMilestonesPage(entries.slice(0, 10), {}, 0, SETTING);
    expect(JSON.stringify(body.components)).not.toContain('Next');
    expect(body.embeds[0]?.footer?.text).toBe('10 milestones');
  });

  it('numbers each source once, and says where an entry is only the date of an article', () => {
    const [passage] = passages;
    if (passage === undefined) throw new Error('no passage');
    const words = 'In 1950, machine number 1 was built.';
    const published = {
      milestone: makeMilestone(passage, words, {
        id: '00000000000000aa',
        date: '2025-08-22',
        kind: 'published',
      }),
      article: passage.article,
      headingPath: ['Elsewhere'],
    };
    const description =
      renderMilestonesPage([...entries.slice(0, 2), published], {}, 0, SETTING).embeds[0]?.description ?? '';
    expect(readMarkdown(description).visible).toBe(
      [
        '1950 · In 1950, machine number 1 was built. [1]',
        '1951 · In 1951, machine number 2 was built. [1]',
        '22 August 2025 · Article published. In 1950, machine number 1 was built. [2]',
        '',
        '[1] Machines · How many',
        '[2] Machines · Elsewhere',
      ].join('\n'),
    );
  });

  it('keeps a link of ours apart from a heading that looks like the end of one', () => {
    const [entry] = entries;
    if (entry === undefined) throw new Error('nothing made');
    const twice = [
      { ...entry, headingPath: ['](x'] },
      { ...entry, headingPath: [] },
    ];
    const { visible, links } = readMarkdown(
      renderMilestonesPage(twice, {}, 0, SETTING).embeds[0]?.description ?? '',
    );
    expect(visible).toContain('[1] Machines · ](x\n[2] Machines');
    expect(links.map(({ label }) => label)).toEqual(['Machines', 'Machines']);
  });

  it('fits the limits of Discord whatever it holds, shows every entry, and takes no mark from it', () => {
    fc.assert(
      fc.property(
        fc.array(hostileEntry, { minLength: 1, maxLength: 14 }),
        hostileQuery,
        locale,
        fc.nat({ max: 2 }),
        (hostile, query, tag, page) => {
          const body = renderMilestonesPage(hostile, query, page, { ...SETTING, locale: tag });
          expectWithinLimits(body);
          const { bold, kinds } = readMarkdown(body.embeds[0]?.description ?? '');
          const onPage = hostile.length > 10 && page > 0 ? hostile.length - 10 : Math.min(10, hostile.length);
          expect(bold).toHaveLength(onPage);
          const ours = new Set(['strong', 'em', 'link']);
          expect([...kinds].filter((kind) => !PLAIN_KINDS.has(kind) && !ours.has(kind))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('one milestone as a message', () => {
  it('fits the limits of Discord whatever it holds, and pings nobody by its heading', () => {
    fc.assert(
      fc.property(hostileEntry, hostilePassage, locale, (entry, passage, tag) => {
        const body = renderMilestone(entry, passage, { ...SETTING, locale: tag });
        expectWithinLimits(body);
        const { kinds } = readMarkdown(body.content);
        expect([...kinds].filter((kind) => !PLAIN_KINDS.has(kind) && kind !== 'strong')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is shown without bold where its words stand in the heading above the passage', () => {
    const [entry] = makeYears(1).entries;
    const [passage] = makeYears(1).passages;
    if (entry === undefined || passage === undefined) throw new Error('nothing made');
    const milestone = { ...entry.milestone, start: 0, end: 4, text: 'Head' };
    const body = renderMilestone({ ...entry, milestone }, { ...passage, start: 10 }, SETTING);
    expect(readMarkdown(body.embeds[0]?.description ?? '').bold).toEqual([]);
  });
});

describe('a timeline as a message', () => {
  it('fits the limits of Discord whatever it holds, the alternative text too', () => {
    fc.assert(
      fc.property(
        fc.array(hostileEntry, { maxLength: 40 }),
        hostileQuery,
        fc.nat({ max: 9 }),
        text,
        (hostile, query, omitted, altText) => {
          const { sources } = numberSources(hostile, 'article');
          const picture = { png: new Uint8Array(4), altText: `Timeline: ${altText}`, shown: 40, omitted };
          const body = renderTimelineReply(picture, sources, query, SETTING);
          expectWithinLimits(body);
          expect(body.files[0]?.description?.length).toBeLessThanOrEqual(1024);
          expect(body.files[0]?.description?.length).toBeGreaterThan(0);
          expect(body.embeds[0]?.description?.includes('leaves out')).toBe(omitted > 0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the choices of milestones', () => {
  it('are at most 25, of at most 100 characters, and none blank, whatever they are called', () => {
    fc.assert(
      fc.property(fc.array(hostileEntry, { maxLength: 40 }), locale, text, (hostile, tag, typed) => {
        const desk = {
          suggestMilestones: (_: string, limit: number) => hostile.slice(0, limit),
          findMilestone: () => undefined,
        };
        const choices = [...listMilestoneChoices(typed, desk, tag), ...listTopicChoices(typed, desk)];
        for (const { name, value } of choices) {
          expect(name.trim()).not.toBe('');
          expect(name.length).toBeLessThanOrEqual(100);
          expect(value.length).toBeLessThanOrEqual(100);
          expect(value.trim()).not.toBe('');
        }
        expect(listMilestoneChoices(typed, desk, tag).length).toBeLessThanOrEqual(25);
        const topics = listTopicChoices(typed, desk).map(({ value }) => value);
        expect(new Set(topics).size).toBe(topics.length);
      }),
      { numRuns: 40 },
    );
  });

  it('are found by id, and by their name as it is shown, in any case', () => {
    const { entries } = makeYears(3);
    const desk = {
      suggestMilestones: () => entries,
      findMilestone: (id: string) => entries.find(({ milestone }) => milestone.id === id),
    };
    const [first, second] = entries;
    if (first === undefined || second === undefined) throw new Error('nothing made');
    expect(findTypedMilestone('0000000000000002', desk, 'en-GB').found).toBe(second);
    const shown = labelMilestone(second, 'en-GB', 100).toUpperCase();
    expect(findTypedMilestone(shown, desk, 'en-GB').found).toBe(second);
    expect(findTypedMilestone('machines', desk, 'en-GB')).toEqual({ nearest: first });
    expect(findTypedMilestone('ffffffffffffffff', desk, 'en-GB').found).toBeUndefined();
  });
});
