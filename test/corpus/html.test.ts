import { describe, expect, it } from 'vitest';
import { measureHtmlDepth } from '../../src/corpus/html-depth.ts';
import { describeBlocks, parseFixture, parseText, rejectBytes } from './parse-text.ts';

const page = (head: string, body = '<p>Some words of an article.</p>') =>
  parseText(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`, 'page.html');

describe('a saved page', () => {
  it('gives its main content with its structure, and its facts', () => {
    const article = parseFixture('harbour-cranes.html');
    expect(article).toMatchObject({
      title: 'How we moved forty cranes to one controller',
      author: 'Ines Halvorsen, Tariq Boone',
      date: '2024-03-10',
      url: 'https://harbour.example/logs/crane-upgrade',
      tags: ['cranes', 'controllers', 'migration'],
      format: 'html',
      textIsPages: true,
    });
    expect(describeBlocks(article).map((block) => block.slice(0, 60))).toEqual([
      'paragraph 0: The port of Larvik runs forty gantry cranes, an',
      'paragraph 0: Crane 17, the last one to be moved.',
      'heading 2: Why one controller',
      'paragraph 0: Spare parts were the first reason: of eleven bo',
      'list-item 1: - Fewer parts to stock: from eleven boards to t',
      'list-item 2: - The boards of 1998 were scrapped.',
      'list-item 2: - The boards of 2011 became spares.',
      'list-item 1: - One manual for all drivers.',
      'heading 2: The move in numbers',
      'table 0: Berth | Cranes | Hours lost\nNorth | 12 | 31\nSouth |',
      'paragraph 0: The program that checks a controller before it ',
      'code 0: for crane in $(list-cranes); do\n  probe --crane "$cr',
      'paragraph 0: It ran every night for six weeks, and on 2 Febr',
    ]);
    expect(article.cleaned).toContain('a controller of its own — bought in a different year');
  });

  it('reports what it leaves out as furniture, images and references', () => {
    const dropped = parseFixture('harbour-cranes.html').dropped.map(
      ({ line, text, reason }) => `${line} ${reason}: ${text}`,
    );
    for (const part of [
      'null furniture: Skip to main content',
      'null furniture: Careers',
      'null furniture: Accept all cookies',
      'null furniture: Related posts',
      'null furniture: © 2024 Harbour Engineering. All rights reserved.',
      'null image: A crane at dusk',
      'null reference-list: - Controller handbook',
    ]) {
      expect(dropped).toContain(part);
    }
    expect(dropped.join()).not.toContain('tracking');
  });

  it.each([
    ['<title>Plain &amp; simple</title>', { title: 'Plain & simple' }],
    ['<title>x</title><meta property="og:title" content="Better">', { title: 'Better' }],
    ['<meta property="og:site_name" content="The Site"><title>Cats – The Site</title>', { title: 'Cats' }],
    ['<title>Cats – not the site</title>', { title: 'Cats – not the site' }],
    ['<meta name="author" content="Jo">', { author: 'Jo' }],
    ['<meta property="article:author" content="https://a.example/jo">', { author: null }],
    ['<meta property="article:published_time" content="2021-05-06T07:00:00Z">', { date: '2021-05-06' }],
    ['<meta name="date" content="6 May 2021">', { date: '2021-05-06' }],
    ['<link rel="canonical" href="https://a.example/x">', { url: 'https://a.example/x' }],
    [
      '<link rel="canonical" href="/x"><meta property="og:url" content="https://a.example/y">',
      { url: 'https://a.example/y' },
    ],
    ['<!-- saved from url=(0021)https://a.example/old -->', { url: 'https://a.example/old' }],
    [
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":{"name":"Jo"},"datePublished":"2020-02"}</script>',
      { title: 'H', author: 'Jo', date: '2020-02' },
    ],
    ['<script type="application/ld+json">{not json</script><title>Still</title>', { title: 'Still' }],
    [
      '<script type="application/ld+json">[[null, 1, {"@type":["Article"],"headline":{"a":1}}]]</script><title>Still</title>',
      { title: 'Still' },
    ],
  ])('is described by %s', (head, expected) => {
    expect(page(head)).toMatchObject(expected);
  });

  it('is read without its JSON-LD where that is nested beyond the stack', () => {
    const json = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(page(`<script type="application/ld+json">${json}</script><title>Still</title>`).title).toBe(
      'Still',
    );
  });

  it('takes the date of a <time> and the title of an <h1> where nothing else tells', () => {
    const article = page(
      '',
      '<article><h1>The heading</h1><time datetime="2020-03-04">in spring</time><p>Some words of an article.</p></article>',
    );
    expect(article).toMatchObject({ title: 'The heading', date: '2020-03-04' });
  });

  it.each([
    [
      '<title>Keywords - The Book</title>',
      '<h1>The Book</h1><main><h1>Keywords</h1><p>Some words.</p></main>',
      'Keywords',
    ],
    ['<title>Keywords - The Book</title>', '<h1>The Book</h1><p>Some words.</p>', 'Keywords'],
    ['<title>Keywords - The Book</title>', '<h1>Keywords of it</h1><p>Some words.</p>', 'Keywords of it'],
  ])('with %s and %s has the title "%s"', (head, body, title) => {
    expect(page(head, body).title).toBe(title);
  });

  it('is read from the part that it marks as its main one', () => {
    const help =
      '<div><p>Press the left arrow to turn the page, and press the question mark to show this help again.</p></div>';
    const main =
      '<main><p>The short text of the page, which says what it has to say in two lines.</p></main>';
    expect(page('', help + main).cleaned).toBe(
      'The short text of the page, which says what it has to say in two lines.',
    );
  });

  it('is left out where it holds menus only', () => {
    const menu =
      '<!doctype html><html><body><nav><a href="/">Home</a></nav><footer>© 2024 A</footer></body></html>';
    expect(rejectBytes(menu).reason).toBe('furniture-only');
    expect(rejectBytes('<!doctype html><html><body></body></html>').reason).toBe('empty');
  });

  it.each([
    ['100,000 nested elements', `${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`],
    ['9,000 unclosed tags', '<b>word '.repeat(9_000)],
    ['tags closed in themselves, which HTML does not know', '<div/>'.repeat(9_000)],
    ['tags hidden behind comments', '<!--><div>-->'.repeat(9_000)],
    ['tags hidden behind attributes', '<div a="<">'.repeat(9_000)],
  ])('is left out at once with %s', (_, body) => {
    const rejected = rejectBytes(`<!doctype html><html><body>${body}</body></html>`);
    expect(rejected).toMatchObject({ reason: 'too-deeply-nested', line: null });
  });
});

describe('measureHtmlDepth', () => {
  it.each([
    ['<p>a<p>b<br><img src=x><li>c', 0],
    ['<div><span>a</span></div><div>b</div>', 2],
    ['</div></div><div>a</div>', 1],
    ['<script>if (a<div) "</div>" + "<div><div>"</script><b>x</b>', 1],
    ['<!-- <div><div><div> --><b>x</b>', 1],
    ['<!--><div>--><div>', 2],
    ['<!---><div>a</div>', 1],
    ['a < b and <', 0],
  ])('of %j is %i', (html, depth) => {
    expect(measureHtmlDepth(html)).toBe(depth);
  });

  it('is measured in linear time whatever the text', () => {
    const start = performance.now();
    for (const part of ['<', '<a', '<!--', '<a ', '<script>', '<a b="', '</'])
      measureHtmlDepth(part.repeat(200_000));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
