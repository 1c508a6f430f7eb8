import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { parseArticle } from '../../src/corpus/parse-article.ts';
import { renderPassage } from '../../src/discord/render/render-passage.ts';
import { extractMilestones } from '../../src/milestones/extract-milestones.ts';
import { splitArticle } from '../../src/passages/split-article.ts';
import { parseArticleName } from '../../src/playground/article-name.ts';
import { expectWithinLimits } from '../discord/support/check-body.ts';
import { hostileText } from '../discord/support/hostile-text.ts';
import { readMarkdown } from '../discord/support/read-markdown.ts';
import { writeCorpus } from '../doubles/write-corpus.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, SEED } from './support/fault-run.ts';
import { collectLosses } from './support/index-stage.ts';
import { measureCpuMs, watchCrashes } from './support/watch-crashes.ts';

/** No step may take longer, in milliseconds of the processor. */
const STEP_MS = 2_000;
const N = 100_000;
const TEXT = '\n\nA tower of 1874 stands here, and it is made of granite.\n';

/** Files that are made to be slow, deep or large, by what they are. */
const BOMBS: Readonly<Record<string, string>> = {
  'a word of 100,000 characters': `# Word\n\n${'x'.repeat(N)}${TEXT}`,
  'a title of 100,000 characters': `---\ntitle: ${'y'.repeat(60_000)}\n---\n# ${'x'.repeat(N)}${TEXT}`,
  'white space': `# Space\n\nA${' '.repeat(N)}b${'\n'.repeat(N)}${TEXT}`,
  zalgo: `# Zalgo\n\n${`e${'\u0301'.repeat(500)}`.repeat(200)}${TEXT}`,
  'characters that reorder': `# Order \u202e\n\n${'\u202e\u2066a\u200b'.repeat(N / 10)}${TEXT}`,
  'null bytes': `# Null\n\n${'a\u0000'.repeat(N)}${TEXT}`,
  'quotes within quotes': `# Quotes\n\n${'> '.repeat(20_000)}deep${TEXT}`,
  'lists within lists': `# Lists\n\n${Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- item`).join('\n')}${TEXT}`,
  'list markers': `# Markers\n\n${'- '.repeat(20_000)}x${TEXT}`,
  brackets: `# Brackets\n\n${'['.repeat(50_000)}${TEXT}`,
  'links in links': `# Links\n\n${'[a]('.repeat(20_000)}${TEXT}`,
  'images in links': `# Images\n\n${'![['.repeat(20_000)}${']()'.repeat(20_000)}${TEXT}`,
  stars: `# Stars\n\n${'*a_ **b '.repeat(20_000)}${TEXT}`,
  backticks: `# Ticks\n\n${Array.from({ length: 600 }, (_, n) => '`'.repeat(n)).join(' ')}${TEXT}`,
  'angle brackets': `# Angles\n\n${'<a '.repeat(30_000)}${TEXT}`,
  'open comments': `# Comments\n\n${'<!--'.repeat(30_000)}${TEXT}`,
  entities: `# Entities\n\n${'&amp;'.repeat(50_000)}${TEXT}`,
  'link definitions': `# Refs\n\n${Array.from({ length: 20_000 }, (_, n) => `[r${n.toString()}]: /u`).join('\n')}${TEXT}`,
  'a table of many columns': `# Table\n\n|${'a|'.repeat(5_000)}\n|${'-|'.repeat(5_000)}\n|${'b|'.repeat(5_000)}${TEXT}`,
  footnotes: `# Notes\n\n${'[^1]'.repeat(20_000)}\n\n[^1]: ${'[^1]'.repeat(1_000)}${TEXT}`,
  dates: `# Dates\n\n${'On 3 March 2009, '.repeat(6_000)}${TEXT}`,
  'YAML: billion laughs': `---\ntitle: Laughs\n${[
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...Array.from(
      'bcdefghi',
      (name, at) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${'abcdefgh'[at] ?? 'a'}`)
          .join(',')}]`,
    ),
  ].join('\n')}\n---${TEXT}`,
  'YAML: an alias of itself': `---\ntitle: &t [*t]\nx: &x {y: *x}\n---${TEXT}`,
  'YAML: many anchors': `---\n${Array.from({ length: 3_000 }, (_, n) => `k${n.toString()}: &a${n.toString()} v`).join('\n')}\n---${TEXT}`,
  'YAML: deep': `---\ntitle: ${'['.repeat(30_000)}\n---${TEXT}`,
  'YAML: deep maps': `---\n${'{a: '.repeat(10_000)}\n---${TEXT}`,
  'YAML: tags': `---\ntitle: !!js/function 'function(){process.exit()}'\ndate: !!binary aaaa\n__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\n---${TEXT}`,
  'YAML: merge keys': `---\n<<: [${'{a: b},'.repeat(5_000)}]\ntitle: Merged\n---${TEXT}`,
  'TOML: deep': `+++\ntitle = ${'['.repeat(30_000)}\n+++${TEXT}`,
  'HTML of 100,000 nodes': `<!doctype html><title>Nodes</title><body>${'<p>A tower <b>stands</b>.</p>'.repeat(N / 4)}`,
  'HTML of 100,000 spans': `<!doctype html><title>Spans</title><body><p>${'<span>a</span>'.repeat(N)}</p>`,
  'deep HTML': `<!doctype html><title>Deep</title><body>${'<div>'.repeat(N)}A tower stands here.`,
  'HTML with open formatting': `<!doctype html><title>Open</title><body>${'<p><b><i>x'.repeat(3_000)}`,
  'HTML tables within tables': `<!doctype html><title>Tables</title><body>${'<table><tr><td>'.repeat(5_000)}x`,
  'HTML attributes': `<!doctype html><title>Attributes</title><body><p ${Array.from({ length: 20_000 }, (_, n) => `a${n.toString()}="b"`).join(' ')}>A tower stands here.</p>`,
  'HTML with code': `<!doctype html><title>Code</title><script>process.exit()</script><body><a href="javascript:x">y</a><p onclick="x">A tower stands.</p><iframe src="data:text/html,x">`,
};

/** What is wrong with what an article was read into; throws. */
function assertHarmless(article: Article): void {
  const { title, url, author, tags, cleaned, blocks } = article;
  for (const line of [title, author ?? '', ...tags]) {
    if (/[\n\u202a-\u202e\u2066-\u2069]/.test(line))
      throw new Error('a line of its head has breaks or hidden characters');
  }
  if (title.trim() === '' || title.length > 2_000)
    throw new Error(`its title has ${title.length.toString()} characters`);
  if (url !== null && !/^https?:\/\//.test(url)) throw new Error(`its address is ${url.slice(0, 40)}`);
  if (/[\u202a-\u202e\u2066-\u2069\ufeff]/.test(cleaned) || cleaned.includes('\u0000'))
    throw new Error('its text hides or reorders');
  let at = 0;
  for (const { start, end } of blocks) {
    if (start < at || end < start || end > cleaned.length) throw new Error('its blocks overlap');
    at = end;
  }
  if (({} as Record<string, unknown>).polluted !== undefined) throw new Error('a prototype was changed');
}

/** Passages and milestones of an article, each as Discord would show it, timed. */
async function assertUsable(article: Article): Promise<number> {
  const countTokens = (text: string): number => Math.ceil(text.length / 4) + 2;
  let passages: ReturnType<typeof splitArticle> = [];
  const times = [
    await measureCpuMs(() => {
      passages = splitArticle(article, { countTokens, maxTokens: 512 });
    }),
    await measureCpuMs(() => extractMilestones(article, passages)),
  ];
  const shown = passages.slice(0, 3);
  times.push(
    await measureCpuMs(() => {
      for (const passage of shown) expectWithinLimits(renderPassage(passage, [{ start: 0, end: 20 }]));
    }),
  );
  for (const passage of passages) {
    if (article.cleaned.slice(passage.start, passage.end) !== passage.text)
      throw new Error('a passage is not in its text');
  }
  for (const { target } of shown.flatMap(
    (passage) => readMarkdown(renderPassage(passage, []).embeds[0]?.description ?? '').links,
  )) {
    if (!/^https?:\/\//.test(target)) throw new Error(`it links to ${target.slice(0, 40)}`);
  }
  const slowestMs = Math.max(...times);
  if (slowestMs > STEP_MS)
    throw new Error(
      `a step took ${times.map((ms) => ms.toFixed(0)).join(', ')} ms (split, milestones, show)`,
    );
  return slowestMs;
}

it('bombs in article files are read, or left out with a reason once two seconds are over', async () => {
  const crashes = watchCrashes();
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bombs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const every = chooseTimes({ full: 1, quick: 4 });
  const names = Object.keys(BOMBS).filter((_, index) => index % every === SEED % every);
  const files = names.map((name, index) => [`bomb-${index.toString()}.md`, BOMBS[name] ?? ''] as const);
  const corpusDir = await writeCorpus(folder, { ...Object.fromEntries(files), 'other.md': `# Other${TEXT}` });
  const { articles, rejected } = await loadCorpus(corpusDir, { threads: 1, timeoutMsPerFile: STEP_MS });
  const timeouts = rejected.filter(({ reason }) => reason === 'timeout').length;
  const failures = await collectLosses(
    names.length,
    async (index) => {
      const path = `bomb-${index.toString()}.md`;
      const article = articles.find(({ id }) => id === path);
      const refusal = rejected.find((file) => file.path === path);
      if (article === undefined && (refusal?.message ?? '').trim() === '') throw new Error('no reason');
      if (refusal?.reason === 'unparsable') throw new Error(refusal.message);
      if (article === undefined) return;
      assertHarmless(article);
      await assertUsable(article);
    },
    1,
  );
  crashes.end();
  const isOtherRead = articles.some(({ id }) => id === 'other.md');
  const lost = [...failures, ...crashes.seen, ...(isOtherRead ? [] : ['the article among them is gone'])];
  const note = `${rejected.length.toString()} left out with a reason, ${timeouts.toString()} of them after two seconds`;
  recordFault({
    section: 'bad intentions',
    fault: 'A bomb in an article file',
    times: names.length,
    lost: lost.length,
    note,
  });
  expect(lost).toEqual([]);
});

it('marks and odd characters anywhere in an article stay text', async () => {
  const count = chooseTimes({ full: 400, quick: 60 });
  const drafts = fc.sample(
    fc.tuple(hostileText, hostileText, hostileText, hostileText, hostileText, fc.nat(3)),
    { seed: SEED, numRuns: count },
  );
  let slowestMs = 0;
  let read = 0;
  const lost = await collectLosses(
    count,
    async (index) => {
      const [title, heading, tag, author, text, form] = drafts[index] ?? ['', '', '', '', '', 0];
      const url =
        ['javascript:alert(1)', 'data:text/html,x', `https://a.example/${tag}`, 'https://u:p@a.example/)'][
          form
        ] ?? '';
      const head = { title, author, tags: [tag], external_url: url };
      const source =
        form === 3
          ? `<!doctype html><title>${title}</title><meta name="author" content="${author}"><link rel="canonical" href="${url}"><h2>${heading}</h2><p>${text}</p><p>A tower stands here.</p>`
          : `---\n${JSON.stringify(head).slice(1, -1).replaceAll('\u2028', ' ')}\n---\n\n## ${heading}\n\n${text}${TEXT}`;
      const { article } = parseArticle({
        articleId: `${index.toString()}.md`,
        bytes: Buffer.from(form === 3 ? source : source.replace(/^---\n(.*)\n---/, '---\n{$1}\n---')),
      });
      if (article === undefined) return;
      read += 1;
      assertHarmless(article);
      slowestMs = Math.max(slowestMs, await assertUsable(article));
    },
    1,
  );
  recordFault({
    section: 'bad intentions',
    fault: 'Marks, links and odd characters in title, heading, tag, author, address and text of an article',
    times: count,
    lost: lost.length,
    note: `slowest step ${slowestMs.toFixed(0)} ms of the processor`,
  });
  expect(read).toBeGreaterThan(count / 2);
  expect(lost).toEqual([]);
});

it('names of dropped files lead nowhere', () => {
  const count = chooseTimes({ full: 4_000, quick: 500 });
  const pieces = fc.constantFrom(
    '..',
    '/',
    '\\',
    '\u0000',
    '%2e%2e',
    '~',
    '$(x)',
    ';',
    'CON',
    '.md',
    '.html',
    ' ',
    '\u202e',
    '\n',
    'a'.repeat(300),
    'é',
    '-rf',
    ':',
    '*',
    '|',
  );
  const names = fc.sample(fc.array(fc.oneof(pieces, hostileText), { maxLength: 6 }), {
    seed: SEED,
    numRuns: count,
  });
  const lost = names
    .map((parts) => parseArticleName(`${parts.join('')}.md`))
    .filter(
      (parsed) =>
        'name' in parsed &&
        (join('/base', parsed.name) !== `/base/${parsed.name}` ||
          /[\p{Cc}\p{Cf}\\:*?"<>|]/u.test(parsed.name) ||
          parsed.name.startsWith('-')),
    );
  recordFault({
    section: 'bad intentions',
    fault: 'A hostile name of a dropped file',
    times: count,
    lost: lost.length,
  });
  expect(lost).toEqual([]);
});
