import { describe, expect, it } from 'vitest';
import { parseText, rejectBytes } from './parse-text.ts';

const withYaml = (fields: string) => parseText(`---\n${fields}\n---\n\nThe text of the article.\n`);
const withToml = (fields: string) => parseText(`+++\n${fields}\n+++\n\nThe text of the article.\n`);

describe('front matter', () => {
  it('is read from YAML, and is not part of the text', () => {
    const article = withYaml(
      "title: 'Cats: a study'\nauthor: Ada\ndate: 2025-08-22 15:00:00 +00:00\nexternal_url: https://example.org/a\ntags:\n- Cats\n- Dogs\n- Cats",
    );
    expect(article).toMatchObject({
      title: 'Cats: a study',
      author: 'Ada',
      date: '2025-08-22',
      url: 'https://example.org/a',
      tags: ['Cats', 'Dogs'],
      cleaned: 'The text of the article.',
      format: 'markdown',
      textIsPages: false,
    });
  });

  it('is read from TOML as Hugo and Zola write it', () => {
    const article = withToml(
      'title = "Bees"\ndate = 2022-11-30T23:15:00-03:00\nauthors = ["Rosa", "Pavel"]\n[params]\ncanonical_url = "https://example.org/bees"\n[taxonomies]\ntags = ["bees"]',
    );
    expect(article).toMatchObject({
      title: 'Bees',
      date: '2022-12-01',
      author: 'Rosa, Pavel',
      url: 'https://example.org/bees',
      tags: ['bees'],
    });
  });

  it.each([
    ['date = 2024-02-03', '2024-02-03'],
    ['date = 2024-02-03T10:00:00', '2024-02-03'],
    ['date = 10:00:00', null],
  ])('reads the TOML date of %s as %s', (line, date) => {
    expect(withToml(`title = "T"\n${line}`).date).toBe(date);
  });

  it('is found behind a byte order mark and with Windows line ends', () => {
    const text =
      '\uFEFF---\r\ntitle: Marked\r\ndate: 2024-05-06\r\n---\r\n\r\nFirst line\r\nsecond line.\r\n';
    expect(parseText(text)).toMatchObject({
      title: 'Marked',
      date: '2024-05-06',
      cleaned: 'First line second line.',
    });
  });

  it.each([
    ['headline: A', { title: 'A' }],
    ['name: A', { title: 'A' }],
    ['title: 2024', { title: '2024' }],
    ['title: 1.10', { title: '1.10' }],
    ['title: Q &amp; A', { title: 'Q & A' }],
    ['byline: Jo', { author: 'Jo' }],
    ['by: Jo', { author: 'Jo' }],
    ['author: {name: Jo, url: x}', { author: 'Jo' }],
    ['authors: [Jo, {name: Al}]', { author: 'Jo, Al' }],
    ['published: 2020-01', { date: '2020-01' }],
    ['pubDate: Fri, 22 Aug 2025 23:30:00 -0500', { date: '2025-08-23' }],
    ['publishDate: 2020', { date: '2020' }],
    ['published_at: 2020-02-03T00:00:00Z', { date: '2020-02-03' }],
    ['created: 3 May 2021', { date: '2021-05-03' }],
    ['lastmod: 2024-01-02\ndate: 2023-01-02', { date: '2023-01-02' }],
    ['lastmod: 2024-01-02', { date: '2024-01-02' }],
    ['date: yesterday', { date: null }],
    ['date: 2023-02-30', { date: null }],
    ['link: https://a.example/x', { url: 'https://a.example/x' }],
    ['original_url: https://a.example/x', { url: 'https://a.example/x' }],
    ['canonical: https://a.example/x', { url: 'https://a.example/x' }],
    ['source: The Daily Cat', { url: null }],
    ['source: https://a.example/x', { url: 'https://a.example/x' }],
    ['permalink: /2020/cats', { url: null }],
    ['permalink: https://a.example/x', { url: 'https://a.example/x' }],
    ['url: /relative\nlink: https://a.example/x', { url: 'https://a.example/x' }],
    ['url: javascript:alert(1)', { url: null }],
    ['url: https://github.com@evil.example/', { url: null }],
    ['url: http://a.example/a b', { url: 'http://a.example/a%20b' }],
    ['categories: cats, dogs', { tags: ['cats', 'dogs'] }],
    ['keywords: [cats]', { tags: ['cats'] }],
  ])('reads %s', (fields, expected) => {
    expect(withYaml(fields)).toMatchObject(expected);
  });

  it('counts values of a wrong type as not given', () => {
    const article = withYaml('title: [a]\nauthor: {x: 1}\ndate: [2020]\nurl: {a: b}\ntags: {a: b}');
    expect(article).toMatchObject({
      title: 'The text of the article.',
      author: null,
      date: null,
      url: null,
      tags: [],
    });
  });

  it('stands in front of scraped text and of HTML as well', () => {
    const scraped = parseText(
      '---\ntitle: Mine\nurl: https://a.example\n---\nSkip to main content\n\nSome text of the page.\n',
    );
    expect(scraped).toMatchObject({ title: 'Mine', format: 'scraped', textIsPages: true });
    const page = parseText(
      '---\ntitle: Mine\n---\n<!doctype html><html><head><title>Theirs</title></head><body><p>Some text of the page.</p></body></html>',
    );
    expect(page).toMatchObject({ title: 'Mine', format: 'html', textIsPages: false });
  });

  it('is not taken from a rule of Markdown at the top', () => {
    expect(parseText('---\n\nSome text.\n\n---\n\nMore of it.\n').cleaned).toBe('Some text.\n\nMore of it.');
    expect(parseText('---\n\nSome text.\n').cleaned).toBe('Some text.');
  });

  it.each([
    ['---\ntitle: fine\nauthor: "never closed\n---\n\nText.\n', 4, 'YAML'],
    ['---\ntitle: a: b\n---\n\nText.\n', 2, 'YAML'],
    ['\n---\ntitle: twice\ntitle: again\n---\n\nText.\n', 4, 'YAML'],
    ['+++\ntitle = "fine"\ndate = 2024-13-45\n+++\nText.\n', 3, 'TOML'],
    ['---\ntitle: no end\n\nText.\n', 1, 'no end'],
    ['+++\ntitle = "no end"\n\nText.\n', 1, 'no end'],
  ])('is refused with the line of the file: %j', (text, line, words) => {
    const rejected = rejectBytes(text);
    expect(rejected).toMatchObject({ path: 'article.md', reason: 'front-matter-invalid', line });
    expect(rejected.message).toContain(words);
  });

  it.each([
    [
      'aliases that multiply',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(
        /./g,
        (name) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
            .join()}]\n`,
      )}---\nText.`,
    ],
    ['60,000 brackets in YAML', `---\na: ${'['.repeat(60_000)}\n---\nText.`],
    ['60,000 brackets in TOML', `+++\na = ${'['.repeat(60_000)}\n+++\nText.`],
    ['a megabyte of fields', `---\n${'a: b\n'.repeat(200_000)}---\nText.`],
  ])('refuses %s', (_, text) => {
    expect(rejectBytes(text).reason).toBe('front-matter-invalid');
  });
});
