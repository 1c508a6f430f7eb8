import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listCorpusFiles } from '../../src/corpus/list-corpus-files.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { ParserThread } from '../../src/corpus/parser-thread.ts';
import { CorpusError } from '../../src/errors.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-corpus-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

const article = (title: string) => `---\ntitle: ${title}\n---\n\nSome words about ${title}.\n`;

describe('listCorpusFiles', () => {
  it('gives every file with its checksum, in code-unit order of the ids', async () => {
    await write({ 'b.md': 'b', 'Z.txt': 'z', 'a/c.md': 'c', 'a.md': 'a', 'é.md': 'e', 'no-extension': 'n' });
    const files = await listCorpusFiles(folder);
    expect(files.map(({ articleId }) => articleId)).toEqual([
      'Z.txt',
      'a.md',
      'a/c.md',
      'b.md',
      'no-extension',
      'é.md',
    ]);
    expect(files[1]).toMatchObject({ bytes: 1, sha256: createHash('sha256').update('a').digest('hex') });
  });

  it('passes over hidden files and folders, and JSON data', async () => {
    await write({
      'a.md': 'a',
      '.hidden.md': 'x',
      '.git/b.md': 'x',
      'questions.jsonl': 'x',
      'data.json': 'x',
    });
    expect((await listCorpusFiles(folder)).map(({ articleId }) => articleId)).toEqual(['a.md']);
  });

  it('tells a file that is too large by its size alone', async () => {
    await write({ 'a.md': 'aaaa' });
    const [first] = await listCorpusFiles(folder, { maxFileBytes: 3 });
    await write({ 'a.md': 'bbbb' });
    const [second] = await listCorpusFiles(folder, { maxFileBytes: 3 });
    expect(second?.sha256).toBe(first?.sha256);
    expect((await listCorpusFiles(folder))[0]?.sha256).not.toBe(first?.sha256);
  });

  it('says what to do where the folder is missing, empty, or a file', async () => {
    const missing = join(folder, 'missing');
    await expect(listCorpusFiles(missing)).rejects.toMatchObject({ code: 'corpus-missing', path: missing });
    await expect(listCorpusFiles(missing)).rejects.toThrow(/--corpus/);
    await expect(listCorpusFiles(folder)).rejects.toMatchObject({ code: 'corpus-empty' });
    await write({ '.hidden': 'x', 'questions.jsonl': 'x', 'file.md': 'x' });
    await expect(listCorpusFiles(join(folder, 'file.md'))).rejects.toMatchObject({ code: 'corpus-missing' });
    await rm(join(folder, 'file.md'));
    await expect(loadCorpus(folder)).rejects.toBeInstanceOf(CorpusError);
  });
});

describe('loadCorpus', () => {
  it('gives the articles in order and every file that was left out, with its reason', async () => {
    await write({
      'b.md': article('B'),
      'a/a.txt': article('A'),
      'bad.md': '---\ntitle: a: b\n---\nText.\n',
      'empty.md': '',
      'image.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1]),
      'large.md': 'word '.repeat(1_000),
      'same.md': article('"  b "'),
      'questions.jsonl': '{}',
    });
    const seen: number[] = [];
    const corpus = await loadCorpus(folder, {
      maxFileBytes: 4_000,
      onProgress: (done, total) => {
        expect(total).toBe(7);
        seen.push(done);
      },
    });
    expect(corpus.articles.map(({ id, title }) => `${id}: ${title}`)).toEqual(['a/a.txt: A', 'b.md: B']);
    expect(corpus.rejected.map(({ path, reason, line }) => [path, reason, line])).toEqual([
      ['bad.md', 'front-matter-invalid', 2],
      ['empty.md', 'empty', null],
      ['image.png', 'binary', null],
      ['large.md', 'too-large', null],
      ['same.md', 'duplicate-title', null],
    ]);
    expect(corpus.rejected.at(-1)?.message).toContain('b.md');
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(corpus.files).toEqual(await listCorpusFiles(folder, { maxFileBytes: 4_000 }));
    expect(corpus.articles[1]?.sha256).toBe(corpus.files[1]?.sha256);
  });

  it('follows links within the folder only', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'footnote-outside-'));
    try {
      await writeFile(join(outside, 'secret.md'), article('Secret'));
      await write({ 'a.md': article('A'), '.store/real.md': article('Linked') });
      await symlink(join(outside, 'secret.md'), join(folder, 'file-link.md'));
      await symlink(outside, join(folder, 'folder-link'));
      await symlink('nowhere', join(folder, 'broken.md'));
      await symlink('.store/real.md', join(folder, 'linked.md'));
      await symlink('.', join(folder, 'loop'));
      const corpus = await loadCorpus(folder);
      expect(corpus.articles.map(({ id }) => id)).toEqual(['a.md', 'linked.md']);
      expect(corpus.rejected.map(({ path, reason }) => [path, reason])).toEqual([
        ['broken.md', 'unreadable'],
        ['file-link.md', 'outside-folder'],
        ['folder-link', 'outside-folder'],
      ]);
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('leaves out a file that takes too long, and goes on', async () => {
    // Nothing is too much of it but its length, which no count of marks limits.
    const slow = 'A tower stands here, and it is made of granite. '.repeat(200_000);
    await write({ 'a.md': article('A'), 'slow.md': slow, 'z.md': article('Z') });
    const corpus = await loadCorpus(folder, { timeoutMsPerFile: 1_500 });
    expect(corpus.rejected).toMatchObject([{ path: 'slow.md', reason: 'timeout' }]);
    expect(corpus.rejected[0]?.message).toContain('1.5 s');
    expect(corpus.articles.map(({ id }) => id)).toEqual(['a.md', 'z.md']);
  });

  it('leaves out a file that takes too much memory, and goes on', async () => {
    await write({ 'a.md': article('A'), 'big.md': 'a '.repeat(2_000_000), 'z.md': article('Z') });
    const corpus = await loadCorpus(folder, { maxMemoryMb: 72, timeoutMsPerFile: 60_000 });
    expect(corpus.rejected).toMatchObject([{ path: 'big.md', reason: 'out-of-memory' }]);
    expect(corpus.articles.map(({ id }) => id)).toEqual(['a.md', 'z.md']);
  });

  it('leaves out a file that the parser fails on, and goes on', async () => {
    const parser = new ParserThread({ timeoutMs: 10_000, maxMemoryMb: 128 });
    try {
      const broken = await parser.parse({ articleId: 'broken.md', bytes: null as never });
      expect(broken.rejected).toMatchObject({ path: 'broken.md', reason: 'unparsable' });
      const next = await parser.parse({ articleId: 'a.md', bytes: Buffer.from(article('A')) });
      expect(next.article?.title).toBe('A');
    } finally {
      await parser.close();
    }
  });

  it('stops at once when it is aborted', async () => {
    await write(
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}.md`, article(`T${index}`)])),
    );
    const controller = new AbortController();
    const reason = new Error('enough');
    const loading = loadCorpus(folder, {
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 3) controller.abort(reason);
      },
    });
    await expect(loading).rejects.toBe(reason);
    await expect(loadCorpus(folder, { signal: controller.signal })).rejects.toBe(reason);
  });

  it('gives the same with one thread as with two', async () => {
    await write(
      Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`${index}.md`, article(`T${index}`)])),
    );
    expect(await loadCorpus(folder, { threads: 1 })).toEqual(await loadCorpus(folder, { threads: 2 }));
  });
});
