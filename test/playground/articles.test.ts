import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ArticleShelf } from '../../src/playground/article-shelf.ts';
import { StateKeeper } from '../../src/playground/playground-state.ts';
import { openPlayground, type Answer, type OpenedPlayground } from './open-playground.ts';
import { createScriptedDesk, NO_ARTICLE, type ScriptedDesk } from './scripted-desk.ts';

let desk: ScriptedDesk;
let opened: OpenedPlayground;
beforeEach(async () => {
  desk = createScriptedDesk();
  opened = await openPlayground({ desk });
});
afterEach(async () => {
  desk.release();
  await opened.close();
});

async function drop(
  name: string,
  body: string | Uint8Array = '# A title\n\nText.',
  type = 'text/markdown',
): Promise<Answer> {
  return opened.ask(`/playground/articles/${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: { 'content-type': type },
    body,
  });
}

async function awaitBuilt(): Promise<void> {
  await vi.waitUntil(async () => (await opened.readState()).build === null, { interval: 10 });
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('a dropped article', () => {
  it('is indexed beside a copy of the shipped ones; nothing is written among those', async () => {
    expect(await opened.readState()).toMatchObject({ corpus: { kind: 'shipped', articles: 1, added: [] } });
    desk.hold();
    const dropped = await drop('Spoons & forks.md', '# Spoons');
    expect(dropped.status).toBe(202);
    expect(JSON.parse(dropped.text)).toMatchObject({ build: { done: 0 } });
    await vi.waitUntil(async () => (await opened.readState()).build?.phase === 'Counting files');
    desk.release();
    await awaitBuilt();
    expect(await opened.readState()).toMatchObject({
      corpus: { kind: 'own', articles: 2, added: ['Spoons & forks.md'] },
      problem: null,
    });
    expect(desk.looked).toEqual([{ articleId: 'dropped/Spoons & forks.md', text: '# Spoons' }]);
    expect(desk.used).toEqual([['cups.md', 'dropped/Spoons & forks.md']]);
    expect(await listFiles(join(opened.folder, 'corpus'))).toEqual(['cups.md']);
    expect(await listFiles(join(opened.folder, 'data'))).toEqual([
      `${opened.port}/corpus/cups.md`,
      `${opened.port}/corpus/dropped/Spoons & forks.md`,
    ]);
  });

  it('is joined by the next, and takes the place of one of its name', async () => {
    for (const [name, text] of [
      ['a.md', 'one'],
      ['b.txt', 'two'],
      ['a.md', 'three'],
    ] as const) {
      expect((await drop(name, text)).status).toBe(202);
      await awaitBuilt();
    }
    expect((await opened.readState()).corpus.added).toEqual(['b.txt', 'a.md']);
    const path = join(opened.folder, 'data', String(opened.port), 'corpus/dropped/a.md');
    expect(await readFile(path, 'utf8')).toBe('three');
  });

  it('waits while another is being indexed', async () => {
    desk.hold();
    expect((await drop('a.md')).status).toBe(202);
    const second = await drop('b.md');
    expect(second.status).toBe(409);
    expect(JSON.parse(second.text)).toEqual({
      message: expect.stringContaining('Try again in a moment.') as string,
    });
    expect((await opened.ask('/playground/articles', { method: 'DELETE' })).status).toBe(409);
    desk.release();
    await awaitBuilt();
    expect((await drop('b.md')).status).toBe(202);
    await awaitBuilt();
  });

  it.each([
    '../a.md',
    '..\\a.md',
    '../../../../etc/cron.d/a.md',
    '/etc/a.md',
    '.a.md',
    'a\u0000.md',
    `${'a'.repeat(250)}.md`,
  ])('is refused under the name %j, and nothing is written', async (name) => {
    const { status, text } = await drop(name);
    expect(status).toBe(422);
    expect(JSON.parse(text)).toEqual({ message: expect.stringContaining('plain name') as string });
    expect(await listFiles(opened.folder)).toEqual(['corpus/cups.md']);
    expect(desk.looked).toEqual([]);
  });

  it.each([
    '/playground/articles/..%2f..%2fa.md',
    '/playground/articles/%2e%2e/a.md',
    '/playground/articles/a/b.md',
    '/playground/articles/..',
  ])('is not reached around its name (%s)', async (path) => {
    const headers = { 'content-type': 'text/markdown' };
    const { status } = await opened.ask(path, { method: 'PUT', headers, body: 'x' });
    expect([404, 422]).toContain(status);
    expect(await listFiles(opened.folder)).toEqual(['corpus/cups.md']);
  });

  it.each([
    ['a.md', 'application/pdf'],
    ['a.md', 'multipart/form-data'],
    ['a.md', ''],
    ['a.pdf', 'text/markdown'],
    ['a.exe', 'text/plain'],
  ])('is refused as %s of the type %j', async (name, type) => {
    expect((await drop(name, 'x', type)).status).toBe(415);
  });

  it.each(['text/markdown; charset=utf-8', 'TEXT/PLAIN', 'text/html'])('may be %s', async (type) => {
    expect((await drop('a.md', 'x', type)).status).toBe(202);
    await awaitBuilt();
  });

  it('has at most a megabyte, whether or not it says so first', async () => {
    const most = new Uint8Array(1024 * 1024).fill(97);
    expect((await drop('a.md', most)).status).toBe(202);
    await awaitBuilt();
    const more = new Uint8Array(1024 * 1024 + 1).fill(97);
    const refused = await drop('b.md', more);
    expect(refused.status).toBe(413);
    expect(JSON.parse(refused.text)).toEqual({ message: 'A file may have at most 1 MB.' });
    const chunked = await fetch(`${opened.playground.url}/playground/articles/c.md`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain', origin: opened.playground.url },
      body: new Blob([more]).stream(),
      duplex: 'half',
    });
    expect(chunked.status).toBe(413);
    expect((await opened.readState()).corpus.added).toEqual(['a.md']);
  });

  it('is one of at most fifty', async () => {
    for (let index = 0; index < 50; index += 1) {
      expect((await drop(`${index}.md`)).status).toBe(202);
      await awaitBuilt();
    }
    const refused = await drop('one-more.md');
    expect(refused.status).toBe(422);
    expect(JSON.parse(refused.text)).toEqual({ message: expect.stringContaining('50 files') as string });
    expect((await drop('7.md')).status).toBe(202);
    await awaitBuilt();
  });

  it('is refused in words where it is no article, and leaves nothing behind', async () => {
    const refused = await drop('a.md', NO_ARTICLE);
    expect(refused.status).toBe(422);
    expect(JSON.parse(refused.text)).toEqual({ message: 'There is no article in it.' });
    expect(await listFiles(opened.folder)).toEqual(['corpus/cups.md']);
    expect(await opened.readState()).toMatchObject({ build: null, corpus: { kind: 'shipped' } });
    expect((await drop('a.md', 'text')).status).toBe(202);
    await awaitBuilt();
  });

  it('is taken back where the build fails, and the one before it is kept', async () => {
    await drop('a.md', 'one');
    await awaitBuilt();
    desk.failNext(new Error('The disk is full.'));
    expect((await drop('a.md', 'two')).status).toBe(202);
    await awaitBuilt();
    expect(await opened.readState()).toMatchObject({
      corpus: { added: ['a.md'] },
      problem: 'The articles stay as they were. The disk is full.',
    });
    const path = join(opened.folder, 'data', String(opened.port), 'corpus/dropped/a.md');
    expect(await readFile(path, 'utf8')).toBe('one');
    expect(opened.problems).toHaveLength(1);
    await drop('b.md');
    await awaitBuilt();
    expect((await opened.readState()).problem).toBeNull();
  });

  it('is told of where the build leaves it out', async () => {
    desk.leaveOutNext({ path: 'dropped/a.md', message: 'It is empty.' });
    await drop('a.md');
    await awaitBuilt();
    expect((await opened.readState()).problem).toBe('a.md was left out. It is empty.');
  });

  it('is not taken before there is a bot to answer', async () => {
    const early = await openPlayground();
    const put = await early.ask('/playground/articles/a.md', {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(put.status).toBe(409);
    await early.close();
  });
});

describe('reset', () => {
  it('goes back to the shipped articles and forgets the others', async () => {
    await drop('a.md');
    await awaitBuilt();
    expect((await opened.ask('/playground/articles', { method: 'DELETE' })).status).toBe(202);
    await awaitBuilt();
    expect((await opened.readState()).corpus).toEqual({ kind: 'shipped', articles: 1, added: [] });
    expect(await listFiles(opened.folder)).toEqual(['corpus/cups.md']);
    await drop('b.md');
    await awaitBuilt();
    expect(desk.used.at(-1)).toEqual(['cups.md', 'dropped/b.md']);
  });
});

describe('the beginning', () => {
  it('removes what a playground that was killed has left', async () => {
    const dataDir = join(opened.folder, 'left');
    await mkdir(join(dataDir, 'index'), { recursive: true });
    await writeFile(join(dataDir, 'index', 'current.json'), '{}');
    const keeper = new StateKeeper();
    const shelf = new ArticleShelf({
      ...{ keeper, dataDir },
      shippedDir: join(opened.folder, 'corpus'),
      onProblem: (error) => opened.problems.push(error),
    });
    shelf.open(desk);
    expect(await shelf.add('a.md', new TextEncoder().encode('text'))).toBeNull();
    await vi.waitUntil(() => keeper.state.corpus.kind === 'own');
    expect(await listFiles(dataDir)).toEqual(['corpus/cups.md', 'corpus/dropped/a.md']);
    await shelf.close();
    expect(opened.problems).toEqual([]);
  });
});

describe('the end', () => {
  it('stops a build and removes the folder', async () => {
    desk.hold();
    await drop('a.md');
    await vi.waitUntil(async () => (await opened.readState()).build?.phase === 'Counting files');
    await opened.playground.close();
    expect(desk.wasStopped).toBe(true);
    await expect(stat(join(opened.folder, 'data', String(opened.port)))).rejects.toThrow('ENOENT');
    expect(opened.problems).toEqual([]);
    opened = await openPlayground({ desk });
  });
});
