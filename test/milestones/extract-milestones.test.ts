import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractMilestones } from '../../src/milestones/extract-milestones.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { writeArticle } from './write-article.ts';

function extract(lines: string, date: string | null = null): readonly Milestone[] {
  const { article, passages } = writeArticle(lines, date);
  return extractMilestones(article, passages);
}

/** Kind, date and title, one line each. */
function list(lines: string, date: string | null = null): readonly string[] {
  return extract(lines, date).map(
    (milestone) =>
      `${milestone.kind} ${milestone.circa ? 'c. ' : ''}${milestone.date}${milestone.dateEnd === null ? '' : `..${milestone.dateEnd}`} ${milestone.title}`,
  );
}

const JOURNEY = `
# A story
A shipyard turned from closed plans to open ones.
## Key Milestones
- 1998: First Open Hull — The yard gave away over 30,000 lines of drawings, the keel among them. By 2003, it was one of the five busiest givers.
- 2007: Sail Studio Launch — The release of Sail Studio, a free drawing room, was used by 50 million people.
- 2012: Harbour Purchase — The purchase of the harbour made it firm. The harbour counted over a billion visits in 2019, many of them by night.
## Company
The yard goes on by taking part in events like Open Water Summit Europe 2021, with talks and a stand.
`;

describe('extractMilestones', () => {
  it('finds the key and dated milestones of a history and its own date, and nothing else', () => {
    expect(list(JOURNEY, '2021-06-04')).toEqual([
      'published 2021-06-04 A story',
      'key 1998 First Open Hull',
      'dated 2003 By 2003, it was one of the five busiest givers.',
      'key 2007 Sail Studio Launch',
      'key 2012 Harbour Purchase',
      'dated 2019 The harbour counted over a billion visits in 2019, many of them by night.',
      'dated 2021 The yard goes on by taking part in events like Open Water Summit Europe 2021, with talks and a stand.',
    ]);
  });

  it('cites the passage and the very words of each', () => {
    const { article, passages } = writeArticle(JOURNEY, '2021-06-04');
    for (const milestone of extractMilestones(article, passages)) {
      expect(article.cleaned.slice(milestone.start, milestone.end)).toBe(milestone.text);
      const passage = passages.find(({ id }) => id === milestone.passageId);
      expect(passage?.text).toContain(milestone.text);
      expect(milestone.articleId).toBe(article.id);
    }
  });

  it('gives the same ids for the same article, and another to each milestone', () => {
    const ids = extract(JOURNEY, '2021-06-04').map(({ id }) => id);
    expect(extract(JOURNEY, '2021-06-04').map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['- 2009 — The first mast', 'key 2009 The first mast'],
    ['- 2009 The first mast', 'key 2009 The first mast'],
    ['- 2009\\nThe first mast was set.', 'key 2009 The first mast was set'],
    ['- (2009) The first mast', 'key 2009 The first mast'],
    ['- In March 2018, the yard bought a crane.', 'key 2018-03 the yard bought a crane'],
    ['- 22 August 2025: Opening', 'key 2025-08-22 Opening'],
    ['- Q3 2024 - A second dock', 'key 2024-07..2024-09 A second dock'],
    ['- The 1990s: Years of calm', 'key 1990..1999 Years of calm'],
    ['- Harbour purchase (2018): The yard grew.', 'key 2018 Harbour purchase'],
    ['- A third dock arrives in 2027.', 'key 2027 A third dock arrives'],
    ['1. Circa 1750: The first boats', 'key c. 1750 The first boats'],
  ])('reads the entry %s of a timeline', (line, expected) => {
    expect(list(`## Timeline\n${line}`)).toEqual([expected]);
  });

  it.each(['History', 'Our roadmap', 'Important dates', 'Chronology', 'Project milestones', 'Schedule'])(
    'takes the heading %s for a timeline',
    (heading) => {
      expect(list(`## ${heading}\n- 2009: A mast`)).toEqual(['key 2009 A mast']);
      expect(list(`${heading}:\n- 2009: A mast`)).toEqual(['key 2009 A mast']);
    },
  );

  it('takes no by-line in a timeline for an entry', () => {
    expect(list('## Roadmap\n- Updated: August 3, 2025\n- 2026: A dock')).toEqual(['key 2026 A dock']);
  });

  it('calls a dated item elsewhere dated', () => {
    expect(list('## Why it matters\n- 2009: A mast')).toEqual(['dated 2009 A mast']);
  });

  it('reads dated headings of a timeline, and what stands under a heading that is only a date', () => {
    const lines = `
## Timeline
### 2009: The first mast
It was a tall one.
### March 2018
- The yard bought a crane.
  - A blue one.
- The yard sold a boat.
### 2020
The gates were closed. Nobody came.
Later they opened again.`;
    expect(list(lines)).toEqual([
      'key 2009 The first mast',
      'key 2018-03 The yard bought a crane',
      'key 2018-03 The yard sold a boat',
      'key 2020 The gates were closed',
    ]);
  });

  it('takes a heading elsewhere only where it says what happened', () => {
    expect(list('## August 2025: Sails overtook engines\nThey did.')).toEqual([
      'dated 2025-08 Sails overtook engines',
    ]);
    expect(list('## August 2025 news\nThere is some.')).toEqual([]);
    expect(list('# The boats of 2025 arrived\nThere are some.')).toEqual([]);
  });

  it('reads tables by their columns of dates', () => {
    const lines = `
## Support
Phase | End date | Note
Repairs | April 11, 2028 | for all
Advice | 2030 | for some
## Finds
Name | First seen | Last seen
red hull | 2026-02-05 | 2026-02-06
blue hull | 2026-02-10 | 2026-02-10
## Example
OrderID | OrderDate
2024 | 2024-01-05
## Sizes
Model | Length
Gull | 2000`;
    expect(list(lines)).toEqual([
      'dated 2028-04-11 Repairs',
      'dated 2030 Advice',
      'dated 2026-02-05 red hull: First seen',
      'dated 2026-02-06 red hull: Last seen',
      'dated 2026-02-10 blue hull: First seen',
    ]);
  });

  it('makes the rows of a table of a timeline key', () => {
    expect(list('## Roadmap\nYear | What\n2026 | A dock\n2027 | A pier')).toEqual([
      'key 2026 A dock',
      'key 2027 A pier',
    ]);
  });

  it.each([
    ['The yard has helped since 2014.', 'dated 2014'],
    ['Until April 9, 2030, repairs are free.', 'dated 2030-04-09'],
    ['It was founded in the late 1980s by sailors.', 'dated c. 1980..1989'],
    ['The pilots (1961) flew low.', 'dated 1961'],
    ['Release date: June 12, 2025', 'dated 2025-06-12'],
    ['Opening hours: Hamburg, November 17–21, 2025', 'dated 2025-11-17..2025-11-21'],
    ['The June 2025 release brings a new sail.', 'dated 2025-06'],
    ['Presented at Sail Summit 2025 by Ann.', 'dated 2025'],
    ['The yard was named in the 2024 Dock Report.', 'dated 2024'],
    ['As Boat Week 2026 arrives, the yard opens.', 'dated 2026'],
    ['In 2024 developers built a thousand boats.', 'dated 2024'],
  ])('takes as dated: %s', (line, expected) => {
    expect(
      extract(line).map(
        ({ kind, circa, date, dateEnd }) =>
          `${kind} ${circa ? 'c. ' : ''}${date}${dateEnd === null ? '' : `..${dateEnd}`}`,
      ),
    ).toEqual([expected]);
  });

  it.each([
    'Posted on July 4, 2025 by Ann',
    'Updated Mar 23, 2026 (Version 3.0)',
    'Author: Ann Published: September 3, 2024 — Hamburg',
    'Last updated: September 3, 2025; Version 1.0',
    '© 2025 The yard, built in 2009',
    'Copyright 2009 The yard, all rights reserved',
    'Read the Boat Report 2025 for more.',
    'This page highlights Sail Summit 2025, an event for all.',
    'Sail Summit 2025 – Session S125',
    'Which boats should you know in 2025?',
    'The ten boats that one must know in 2025',
    'Sail Studio 2022 and Windows Server 2019 are supported.',
    'Every April 15 the annual race is held.',
    'Changelog (May 8th Announcement)',
    'Over the past decade it has changed a lot in recent years.',
    '`the harbour opened in 2009',
  ])('takes as no milestone: %s', (line) => {
    expect(list(`Some words.\n${line}`, '2025-07-01').slice(1)).toEqual([]);
  });

  it('takes "today" for a day only where there is news, and words like "last year" for about right', () => {
    expect(list('Today we are announcing a new boat.', '2025-08-07')[1]).toContain('dated c. 2025-08-07');
    expect(list('Last year the yard built a pier.', '2025-08-07')[1]).toContain('dated c. 2024 ');
    expect(
      list(
        'Boats today are quick.\nTry it today.\nToday’s boats are fast.\nView last year’s boats.',
        '2025-08-07',
      ),
    ).toHaveLength(1);
    expect(list('Last year the yard built a pier.')).toEqual([]);
  });

  it('keeps the more exact of two dates of one event, and each date of a sentence once', () => {
    expect(extract('Boat Day 2025 takes place on October 30, 2025.').map(({ date }) => date)).toEqual([
      '2025-10-30',
    ]);
    expect(extract('In 2009 it came, and in 2009 it went.').map(({ date }) => date)).toEqual(['2009']);
  });

  it('reads 03/04/2025 only where the article settles which is the month', () => {
    expect(list('It opened on 03/04/2025.')).toEqual([]);
    expect(extract('It opened on 03/04/2025.\nIt closed on 22/04/2025.').map(({ date }) => date)).toEqual([
      '2025-04-03',
      '2025-04-22',
    ]);
    expect(extract('It opened on 03/04/2025, that is on March 4, 2025.').map(({ date }) => date)).toEqual([
      '2025-03-04',
    ]);
  });

  it('leaves out days that name versions anywhere in the article', () => {
    expect(list('Use API version 2025-11-01.\nStarting with 2025-11-01 the answer is never empty.')).toEqual(
      [],
    );
  });

  it('cuts a very long sentence around its date', () => {
    const [milestone] = extract(`${'word '.repeat(500)}in 2009 it was built ${'word '.repeat(200)}.`);
    expect(milestone?.text.length).toBeLessThanOrEqual(1000);
    expect(milestone?.text).toContain('in 2009');
  });

  it('finds nothing in an article without passages', () => {
    const { article } = writeArticle('## Timeline\n- 2009: A mast', '2025-01-01');
    expect(extractMilestones(article, [])).toEqual([]);
  });

  it('holds to literal text and valid dates for any text', () => {
    const piece = fc.constantFrom(
      '# ',
      '## Timeline\n',
      '- ',
      '2009',
      ': ',
      'In March 2018, ',
      'it was built',
      ' | ',
      'Date',
      '2025-08-22',
      '\n',
      '. ',
      'Q3 2024',
      '(',
      ')',
      ' last week',
      'é😀 ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { article, passages } = writeArticle(pieces.join(''), '2025-08-13');
        for (const milestone of extractMilestones(article, passages)) {
          expect(article.cleaned.slice(milestone.start, milestone.end)).toBe(milestone.text);
          expect(milestone.text).not.toBe('');
          expect(milestone.title).not.toBe('');
          expect(milestone.date).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
        }
      }),
    );
  });
});
