import { describe, expect, it } from 'vitest';
import { judgeFurniture } from '../../src/corpus/judge-furniture.ts';
import { describeBlocks, parseFixture, parseText, rejectBytes } from './parse-text.ts';

describe('the text of a scraped page', () => {
  it('loses the furniture around and within it, and keeps everything else', () => {
    const article = parseFixture('night-trains.txt');
    expect(article).toMatchObject({
      title: 'What forty nights on sleeper trains taught us about ticketing',
      author: 'Milo Santerre',
      date: '2023-05-03',
      format: 'scraped',
      url: null,
      textIsPages: false,
    });
    expect(describeBlocks(article).map((block) => block.slice(0, 60))).toEqual([
      'heading 1: What forty nights on sleeper trains taught us abo',
      'paragraph 0: Sleeper trains are sold by eleven companies in ',
      'heading 2: A bed is not a seat',
      'paragraph 0: In the oldest systems a bed is a seat with a su',
      'list-item 1: - Compartments hold two, three or four beds.',
      'list-item 1: - Couchettes hold six.',
      'list-item 2: - In one country they hold five, since the top ',
      'heading 2: What we changed',
      'paragraph 0: Our search now asks for people first and beds s',
      'heading 2: Where the timetable goes next',
      'paragraph 0: The next step is the return journey, which toda',
    ]);
    expect(article.dropped).toContainEqual({ line: 1, text: 'Skip to main content', reason: 'furniture' });
    expect(article.dropped).toContainEqual({
      line: 49,
      text: '- Plan your own night with the free route planner.',
      reason: 'furniture',
    });
    expect(new Set(article.dropped.map(({ reason }) => reason))).toEqual(new Set(['furniture']));
  });

  it('is given its title by its first heading where prose comes first', () => {
    const article = parseText(
      'Skip to main content\n\n\nWith more than a million views of our talks we are glad to meet so many people here.\n\nBuild with open tools\n\nThe talk is divided into three parts, so that you can watch them one by one.\n\n  • Explore\n\n    Let us know what you think of the talks.\n\n  • Learn a trade with free courses by the Guild of Joiners.\n\n    Explore joinery\n',
      'talk.txt',
    );
    expect(article.title).toBe('Build with open tools');
    expect(describeBlocks(article)).toEqual([
      'paragraph 0: With more than a million views of our talks we are glad to meet so many people here.',
      'heading 1: Build with open tools',
      'paragraph 0: The talk is divided into three parts, so that you can watch them one by one.',
    ]);
  });

  it('may come without empty lines, with the date in front', () => {
    const article = parseText(
      "Monday, November 07, 2016\nRebuilding the Mill with Water Wheels\nEditor's note: today's guest post is by the millers of the lower valley, who sell flour in four towns.\nThe first wheel\nSome time ago we began to grow at a fast pace, and our ovens could not keep up with it.\n* It turns.\n* It stops.\n",
      'mill.txt',
    );
    expect(article).toMatchObject({ title: 'Rebuilding the Mill with Water Wheels', date: '2016-11-07' });
    expect(describeBlocks(article)).toEqual([
      'heading 1: Rebuilding the Mill with Water Wheels',
      "paragraph 0: Editor's note: today's guest post is by the millers of the lower valley, who sell flour in four towns.",
      'heading 2: The first wheel',
      'paragraph 0: Some time ago we began to grow at a fast pace, and our ovens could not keep up with it.',
      'list-item 1: - It turns.',
      'list-item 1: - It stops.',
    ]);
  });

  it('has its wrapped lines joined', () => {
    const article = parseText(
      '        A note on tides\n\n   The tide at the old pier comes twice a day and is\n   never on time. We have kept a book of it since 1911,\n   and the book has been wrong only twice.\n\n   How we measure\n\n   A float in a pipe moves a pen, and the pen draws a line\n   on a drum that turns once a day.\n\n   • the float is of cork, and has been\n     replaced four times\n   • the pipe is of brass\n',
      'tides.txt',
    );
    expect(article.cleaned).toBe(
      'A note on tides\n\nThe tide at the old pier comes twice a day and is never on time. We have kept a book of it since 1911, and the book has been wrong only twice.\n\nHow we measure\n\nA float in a pipe moves a pen, and the pen draws a line on a drum that turns once a day.\n\n- the float is of cork, and has been replaced four times\n- the pipe is of brass',
    );
  });

  it('keeps labels that head a section of prose', () => {
    const { cleaned } = parseText(
      'Skip to main content\n\nA walk through the library\n\nThe library has four rooms, and each of them is open to everybody all day long.\n\nSearch\n\nThe search finds a book by its words, and tells on which shelf of which room it stands.\n\nEvents\n\nEvery Friday somebody reads aloud from a book that nobody has asked for in ten years.\n',
    );
    expect(cleaned).toContain('\n\nSearch\n\nThe search finds');
    expect(cleaned).toContain('\n\nEvents\n\nEvery Friday');
  });

  it('is left out where it is nothing but furniture', () => {
    const menus =
      'Skip to main content\n\nExplore\n\nProvide feedback\n\n  • Explore\n\nSign in\n\n© 2024 Contoso. All rights reserved.\n';
    expect(rejectBytes(menus)).toMatchObject({ reason: 'furniture-only', line: null });
    expect(rejectBytes('Home\nProducts\nPricing\nAbout us\nContact\n').reason).toBe('furniture-only');
  });
});

describe('judgeFurniture', () => {
  it.each([
    'Skip to main content',
    'Provide feedback',
    'Let us know what you think of it and what you would like to see.',
    'Share on LinkedIn',
    'Share this article',
    'Follow us on X',
    'Subscribe to our newsletter',
    'Sign in',
    'Accept all cookies',
    'We use cookies to give you a better experience on this site.',
    '© Contoso 2024',
    '5 min read',
    'Was this page helpful?',
    'Start your free trial',
    'Contact sales',
    'Privacy policy',
  ])('is certain of %j', (line) => {
    expect(judgeFurniture(line)).toBe('certain');
  });

  it.each([
    'Cookies are stored in the browser, and the server reads them with each request.',
    'Sharing is how the two teams found the fault in the controller.',
    'The feedback loop',
    'Copyright law changed in 1976',
    'How to skip content',
    'Registers of the processor',
    'Sign-in failures rose by a third in May.',
    'Print servers',
  ])('lets %j be', (line) => {
    expect(judgeFurniture(line)).toBeNull();
  });
});

describe('the choice between Markdown and scraped text', () => {
  it.each([
    ['A paragraph.\n\nAnother one.', 'markdown'],
    ['---\ntitle: T\n---\nPlain text of a note, in one paragraph.', 'markdown'],
    ['# Sign in\n\nText about **signing in**.\n\nSign in\n', 'markdown'],
    ['Notes\n\nWe met on Tuesday and talked about the roof, which leaks in three places.\n', 'scraped'],
    ['Some text that begins the page.\n\n  • a bullet of a browser\n', 'scraped'],
    [
      'Skip to main content\n\nMenu\n\nText with `one` mark in it.\n\nSign in\n\nShare on X\n\n© 2024 A. All rights reserved.',
      'scraped',
    ],
    ['<!DOCTYPE html>\n<html><body><p>Some words.</p></body></html>', 'html'],
    ['<!-- saved --><html><body><p>Some words.</p></body></html>', 'html'],
    ['<div><p>Some words.</p><p>More words.</p></div>', 'html'],
    ['<p align="center">Logo</p>\n\n# Heading\n\nText with a [link](https://a.example).', 'markdown'],
  ])('reads %j as %s', (text, format) => {
    expect(parseText(text, 'anything.bin').format).toBe(format);
  });
});
