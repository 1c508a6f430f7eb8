import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates, type FindDatesOptions } from '../../src/milestones/find-dates.ts';

const OPTIONS: FindDatesOptions = { published: '2025-08-13' };

/** Each date as it stands in the text, an arrow, and what was read. */
function list(text: string, options = OPTIONS): readonly string[] {
  return findDates(text, options).map(
    ({ start, end, date, dateEnd }) =>
      `${text.slice(start, end)} → ${date}${dateEnd === null ? '' : `..${dateEnd}`}`,
  );
}

describe('findDates', () => {
  it('finds dates among words, with the words that belong to them', () => {
    expect(list('By 2011 it was known; in early 2014, or circa 1969, nobody had guessed it.')).toEqual([
      '2011 → 2011',
      'early 2014 → 2014',
      'circa 1969 → 1969',
    ]);
  });

  it('finds two days of one month and both ends of a range', () => {
    expect(list('Sent Feb 23 and 27, from 2019 to 2021 and between 2009 and 2015.')).toEqual([
      'Feb 23 and 27 → 2025-02-23',
      'Feb 23 and 27 → 2025-02-27',
      '2019 to 2021 → 2019..2021',
      '2009 and 2015 → 2009..2015',
    ]);
  });

  it('gives a day the year that stands near it in the sentence', () => {
    expect(list('Open from December 5 until December 22, 2022.')).toEqual([
      'December 5 until December 22, 2022 → 2022-12-05..2022-12-22',
    ]);
    expect(list('It opened on December 5 and ran until December 22, 2022.')[0]).toBe(
      'December 5 → 2022-12-05',
    );
    expect(list('There were a billion in 2021, a tenth of them in August alone.')[1]).toBe(
      'August → 2021-08',
    );
  });

  it.each([
    'It has 20,000 lines, over 2000 people, 2048 bits and 1999 downloads',
    'Windows 2000, Visual Studio 2022, SQL Server 2019, Office 2016 and ES2015',
    'runs on .NET 8.0.2, version 2004 and build 1903',
    'CVE-2025-10035 on port 2019, error 2014 and KB2025',
    'SQL Server (2016-2025) and Visual Studio (2022)',
    'api version 2021-02-01-preview, model-2024-08-06',
    'see https://example.org/2025/08/22/news-2025-01-02?d=2024-05-06 or report-2025.pdf',
    'A06:2021-Outdated, ISO 27001:2022 and RFC 1951',
    'in fiscal 2025 and FY 2026',
    'by 2000 servers, in 1500 milliseconds, about 2000',
    'from 1500 to 3000, from 1500 to 2000 tokens, between 1600 and 1800 requests',
    'it may 5 times march on, may it',
    'presented by April and led by June Smith',
    'Host Integration Server (HIS) 2028 will come',
    'the file is called 2025_Employee_Docs',
  ])('leaves out what is no date: %s', (text) => {
    expect(list(text)).toEqual([]);
  });

  it('takes the year of an event or a yearly report as its edition', () => {
    const [summit, report, quadrant] = findDates(
      'At Open Source Summit Europe 2025 they showed IDC’s 2024 report and the 2023 Magic Quadrant.',
    );
    expect(summit).toMatchObject({ basis: 'edition', date: '2025' });
    expect(report).toMatchObject({ basis: 'edition', date: '2024' });
    expect(quadrant).toMatchObject({ basis: 'edition', date: '2023' });
  });

  it('does not take a name of a line before for that of an event', () => {
    expect(list('Talk by Ann Summit\n2025 chairs')).toEqual([]);
  });

  it('leaves out ISO days that the article uses as versions', () => {
    expect(list('Since 2025-11-01 all is new', { versionDates: new Set(['2025-11-01']) })).toEqual([]);
  });

  it('gives spans in order that lie within the text, for any text', () => {
    const piece = fc.constantFrom(
      '2009',
      ' in ',
      'March',
      ' 5',
      ', ',
      '2025-08-22',
      '–',
      'Q3 ',
      '(',
      ')',
      ' to ',
      'last week',
      'Summit ',
      '\n',
      'early ',
      '1990s',
      '. ',
      'x',
      '/',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        let start = 0;
        for (const mention of findDates(text, OPTIONS)) {
          expect(mention.start).toBeGreaterThanOrEqual(start);
          expect(mention.end).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeLessThanOrEqual(text.length);
          expect(mention.dateEnd === null || mention.dateEnd > mention.date).toBe(true);
          ({ start, end } = mention);
        }
      }),
    );
  });
});
