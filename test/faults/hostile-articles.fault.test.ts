import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { loadCorpus, type Corpus } from '../../src/corpus/load-corpus.ts';
import { parseArticle } from '../../src/corpus/parse-article.ts';
import { renderPassage } from '../../src/discord/render/render-passage.ts';
import { extractMilestones } from '../../src/milestones/extract-milestones.ts';
import { splitArticle } from '../../src/passages/split-article.ts';
import { parseArticleName } from '../../src/playground/article-name.ts';
import { expectWithinLimits } from '../discord/support/check-body.ts';
import { hostileText } from '../discord/support/hostile-text.ts';
import { readMarkdown } from '../discord/support/read-markdown.ts';
import { writeCorpus } from '../doubles/write-corpus.ts';
import { ARTICLE_BOMBS } from './support/article-bombs.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, SEED } from './support/fault-run.ts';
import { collectLosses } from './support/index-stage.ts';
import { measureCpuMs, watchCrashes } from './support/watch-crashes.ts';

/** No step may take longer, in milliseconds of the processor. */
const STEP_MS = 2_000;
/** Reasons of a file that no limit stopped. */
const ENDED: ReadonlySet<string> = new Set(['timeout', 'out-of-memory', 'unparsable']);
const TEXT = '\n\nA tower of 1874 stands here, and it is made of granite.\n';

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

it('bombs in article files are read, or left out with a reason, within two seconds of the processor', async () => {
  const crashes = watchCrashes();
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bombs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const every = chooseTimes({ full: 1, quick: 4 });
  const names = Object.keys(ARTICLE_BOMBS).filter((_, index) => index % every === SEED % every);
  const plain = await writeCorpus(join(folder, 'plain'), { 'other.md': `# Other${TEXT}` });
  const measureStart = (): Promise<number> => measureCpuMs(() => loadCorpus(plain, { threads: 1 }));
  // The first one compiles, too.
  await measureStart();
  const startMs = await measureStart();
  let [slowestMs, slowest, leftOut] = [0, '', 0];
  const failures = await collectLosses(
    names.length,
    async (index) => {
      const name = names[index] ?? '';
      const files = { 'bomb.md': ARTICLE_BOMBS[name] ?? '', 'other.md': `# Other${TEXT}` };
      const corpusDir = await writeCorpus(join(folder, index.toString()), files);
      let corpus: Corpus = { articles: [], rejected: [], files: [] };
      const ms = await measureCpuMs(async () => {
        corpus = await loadCorpus(corpusDir, { threads: 1 });
      });
      // A new thread's own start is part of it.
      if (ms - startMs > slowestMs) [slowestMs, slowest] = [ms - startMs, name];
      const article = corpus.articles.find(({ id }) => id === 'bomb.md');
      const refusal = corpus.rejected.find(({ path }) => path === 'bomb.md');
      if (article === undefined) leftOut += 1;
      const wrong: string[] = [];
      if (ms - startMs > STEP_MS) wrong.push(`it took ${ms.toFixed(0)} ms`);
      if (article === undefined && (refusal?.message ?? '').trim() === '') wrong.push('no reason');
      if (refusal !== undefined && ENDED.has(refusal.reason)) wrong.push(refusal.message);
      if (!corpus.articles.some(({ id }) => id === 'other.md')) wrong.push('the article beside it is gone');
      if (wrong.length > 0) throw new Error(`${name}: ${wrong.join(', ')}`);
      if (article === undefined) return;
      assertHarmless(article);
      await assertUsable(article);
    },
    1,
  );
  crashes.end();
  const lost = [...failures, ...crashes.seen];
  recordFault({
    section: 'bad intentions',
    fault: 'A bomb in an article file',
    times: names.length,
    lost: lost.length,
    note: `${leftOut.toString()} left out with a reason, none by the deadline; slowest ${(slowestMs / 1000).toFixed(1)} s of the processor (${slowest})`,
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
