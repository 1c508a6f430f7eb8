import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Corpus, loadCorpus } from '../../src/corpus/load-corpus.ts';
import type { ParseCache } from '../../src/corpus/parse-cache.ts';
import type { ParsedFile } from '../../src/corpus/rejected-file.ts';
import {
  ARTICLE_CACHE_FOLDER,
  ArticleCache,
  type ArticleCacheUse,
} from '../../src/indexing/article-cache.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../doubles/load-corpus-here.ts';
import { buildIndex, type BuildIndexOptions } from '../../src/indexing/build-index.ts';
import { writeCorpus } from './make-corpus.ts';
import { makeTempFolder } from './make-index.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'corpus');

const rejection = (reason: 'timeout' | 'empty'): ParsedFile => ({
  rejected: { path: 'a.md', line: null, reason, message: 'Left out.' },
});

/** The cache, which notes what is added to it: that had to be parsed. */
function spyOnCache(cache: ParseCache, parsed: string[]): ParseCache {
  return {
    load: (id, sha256) => cache.load(id, sha256),
    save: (id, sha256, file) => {
      parsed.push(id);
      return cache.save(id, sha256, file);
    },
  };
}

interface ReadOptions {
  readonly use?: ArticleCacheUse;
  readonly load?: typeof loadCorpus;
}

/** Reads the corpus as a build does, and tells which files were parsed. */
async function read(
  corpusDir: string,
  indexDir: string,
  { use = 'read-write', load = loadCorpusHere }: ReadOptions = {},
): Promise<{ readonly corpus: Corpus; readonly parsed: readonly string[] }> {
  const cache = await ArticleCache.open(indexDir, use);
  const parsed: string[] = [];
  const corpus = await load(corpusDir, { cache: spyOnCache(cache, parsed) });
  await cache.prune();
  return { corpus, parsed: parsed.sort() };
}

/** A reader of the corpus that notes which files it had to parse. */
function createSpy(parsed: string[]): typeof loadCorpus {
  return (corpusDir, options) => {
    const { cache } = options ?? {};
    if (cache === undefined) throw new Error('A build gave no cache.');
    return loadCorpusHere(corpusDir, { ...options, cache: spyOnCache(cache, parsed) });
  };
}

const listFiles = (indexDir: string): Promise<string[]> => readdir(join(indexDir, ARTICLE_CACHE_FOLDER));

describe('the article cache', () => {
  it('gives every article and rejection as it was read, and nothing is parsed a second time', async () => {
    const indexDir = await makeTempFolder();
    const bare = await loadCorpusHere(fixtures);
    const first = await read(fixtures, indexDir, { load: loadCorpus });
    expect(first.parsed).toHaveLength(bare.files.length);
    const second = await read(fixtures, indexDir, { load: loadCorpus });
    expect(second.parsed).toEqual([]);
    expect(first.corpus).toEqual(bare);
    expect(second.corpus).toEqual(bare);
  });

  it('parses the files that changed, were renamed or are new, and forgets those that are gone', async () => {
    const folder = await makeTempFolder();
    const [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
    const draft = { 'a.md': ['About a.'], 'b.md': ['About b.'], 'c.md': ['About c.'], 'bad.md': '' };
    await writeCorpus(corpusDir, draft);
    expect((await read(corpusDir, indexDir)).parsed).toEqual(['a.md', 'b.md', 'bad.md', 'c.md']);
    const { 'c.md': renamed, ...kept } = draft;
    await writeCorpus(corpusDir, { ...kept, 'b.md': ['About b, again.'], 'd.md': renamed, 'e.md': ['New.'] });
    const { parsed, corpus } = await read(corpusDir, indexDir);
    expect(parsed).toEqual(['b.md', 'd.md', 'e.md']);
    expect(corpus.rejected.map(({ path }) => path)).toEqual(['bad.md']);
    expect(await listFiles(indexDir)).toHaveLength(5);
  });

  it('reads an article again whose file in the cache was cut short, altered or replaced', async () => {
    const folder = await makeTempFolder();
    const [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
    await writeCorpus(corpusDir, { 'a.md': ['About a.'], 'b.md': ['About b.'] });
    const good = (await read(corpusDir, indexDir)).corpus;
    const [one = '', other = ''] = (await listFiles(indexDir)).map((name) =>
      join(indexDir, ARTICLE_CACHE_FOLDER, name),
    );
    const text = await readFile(one, 'utf8');
    const breaks: (() => Promise<unknown>)[] = [
      () => truncate(one, 0),
      () => truncate(one, text.length - 1),
      () => writeFile(one, text.replace('About', 'Abuut')),
      async () => writeFile(one, await readFile(other)),
      async () => {
        await rm(one);
        await mkdir(one);
      },
    ];
    for (const damage of breaks) {
      await damage();
      const { corpus, parsed } = await read(corpusDir, indexDir);
      expect(corpus).toEqual(good);
      expect(parsed).toHaveLength(1);
    }
    expect(await listFiles(indexDir)).toHaveLength(1);
  });

  it('keeps no refusal that another try may not give', async () => {
    const indexDir = await makeTempFolder();
    const corpusDir = join(indexDir, 'corpus');
    await writeCorpus(corpusDir, { 'slow.md': '# Slow\n\nA text.' });
    const cache = await ArticleCache.open(indexDir, 'read-write');
    const { rejected } = await loadCorpus(corpusDir, { cache, timeoutMsPerFile: 0 });
    expect(rejected.map(({ reason }) => reason)).toEqual(['timeout']);
    expect(await listFiles(indexDir)).toEqual([]);
  });

  it('reads nothing where all is to be read anew, and writes nothing in a dry run', async () => {
    const indexDir = await makeTempFolder();
    const cache = await ArticleCache.open(indexDir, 'read-write');
    await cache.save('a.md', 'c'.repeat(64), rejection('empty'));
    expect(await cache.load('a.md', 'c'.repeat(64))).toEqual(rejection('empty'));
    const anew = await ArticleCache.open(indexDir, 'write');
    expect(await anew.load('a.md', 'c'.repeat(64))).toBeUndefined();
    const dry = await ArticleCache.open(indexDir, 'read');
    await dry.save('b.md', 'c'.repeat(64), rejection('empty'));
    await dry.prune();
    expect(await dry.load('b.md', 'c'.repeat(64))).toBeUndefined();
    expect(await dry.load('a.md', 'c'.repeat(64))).toBeDefined();
    expect(await listFiles(indexDir)).toHaveLength(1);
  });

  it('does without where the disk does not take it', async () => {
    const indexDir = await makeTempFolder();
    await writeFile(join(indexDir, ARTICLE_CACHE_FOLDER), 'a file in the place of the folder');
    const cache = await ArticleCache.open(indexDir, 'read-write');
    await cache.save('a.md', 'c'.repeat(64), rejection('empty'));
    await cache.prune();
    expect(await cache.load('a.md', 'c'.repeat(64))).toBeUndefined();
  });

  it('spares each build the articles that did not change, unless it is forced to read them', async () => {
    const folder = await makeTempFolder();
    const [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
    const parsed: string[] = [];
    const build = (options: Partial<BuildIndexOptions> = {}): Promise<unknown> =>
      buildIndex({
        ...{ corpusDir, indexDir, embedder: createHashingEmbedder({ dimensions: 16 }), maxTokens: 512 },
        ...{ countTokens: (text) => text.split(/\s+/).length + 2, loadCorpus: createSpy(parsed), ...options },
      });
    const draft = { 'a.md': ['About a.'], 'b.md': ['About b.'], 'c.md': ['About c.'] };
    await writeCorpus(corpusDir, draft);
    await build();
    expect(parsed.splice(0)).toEqual(['a.md', 'b.md', 'c.md']);
    await writeCorpus(corpusDir, { ...draft, 'b.md': ['About b, again.'] });
    await build();
    expect(parsed.splice(0)).toEqual(['b.md']);
    await build({ force: true });
    expect(parsed.splice(0)).toEqual(['a.md', 'b.md', 'c.md']);
    const files = (await listFiles(indexDir)).sort();
    await writeCorpus(corpusDir, { ...draft, 'bad.md': '' });
    await build({ strict: true });
    await build({ dryRun: true });
    expect((await listFiles(indexDir)).sort()).toEqual(files);
  });
});
