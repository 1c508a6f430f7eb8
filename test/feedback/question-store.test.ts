import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AskedQuestion } from '../../src/feedback/feedback-desk.ts';
import { SALT_FILE } from '../../src/feedback/id-hasher.ts';
import { QUESTIONS_FILE, QuestionStore } from '../../src/feedback/question-store.ts';

const DAY_MS = 24 * 60 * 60_000;
const [ADA, BOB, HOME, OTHER] = [
  '100000000000000001',
  '100000000000000002',
  '200000000000000001',
  '200000000000000002',
];

let folder: string;
let now: number;
let store: QuestionStore;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'footnote-questions-')), 'question-log');
  now = Date.parse('2026-01-10T12:00:00Z');
  store = await open();
});
afterEach(async () => {
  await store.close();
  await rm(join(folder, '..'), { recursive: true });
});

async function open(
  options: { readonly days?: number; readonly maxQuestions?: number } = {},
): Promise<QuestionStore> {
  const opened = await QuestionStore.open({ folder, days: 30, now: () => now, ...options });
  if (opened === null) throw new Error('another process has it');
  return opened;
}

const reopen = async (options: Parameters<typeof open>[0] = {}): Promise<void> => {
  await store.close();
  store = await open(options);
};
const readFileOf = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const ask = (id: string, given: Partial<AskedQuestion> = {}): Promise<void> =>
  store.put({ id, userId: ADA, serverId: HOME, text: `Question ${id}?`, isAnswered: false, ...given });
const listTexts = async (serverId = HOME): Promise<readonly string[]> =>
  (await store.list(serverId)).questions.map(({ text }) => text).sort();

describe('the questions that are kept', () => {
  it('are there again after a restart, each server its own, and no id can be read on the disk', async () => {
    await ask('1');
    await ask('2', { serverId: OTHER, userId: BOB });
    await store.rate({ questionId: '2', userId: ADA, rating: 'down' });
    await reopen();
    expect(await listTexts()).toEqual(['Question 1?']);
    expect(await listTexts(OTHER)).toEqual(['Question 2?']);
    expect((await store.list(OTHER)).ratings).toMatchObject([{ rating: 'down' }]);
    expect((await store.list(HOME)).ratings).toEqual([]);
    const written = await readFileOf(QUESTIONS_FILE);
    expect(written).toContain('Question 1?');
    for (const id of [ADA, BOB, HOME, OTHER]) expect(written).not.toContain(id);
  });

  it('can be read by nobody else on the machine', async () => {
    await ask('1');
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(folder)).toBe('700');
    expect(await mode(join(folder, QUESTIONS_FILE))).toBe('600');
    expect(await mode(join(folder, SALT_FILE))).toBe('600');
  });

  it('are cut where they are long', async () => {
    await ask('1', { text: 'word '.repeat(200) });
    expect((await listTexts())[0]?.length).toBeLessThanOrEqual(300);
  });

  it('are replaced by an edit, and with the old words go the ratings', async () => {
    await ask('1', { text: 'my secret' });
    await store.rate({ questionId: '1', userId: BOB, rating: 'up' });
    await ask('1', { text: 'another question' });
    expect(await listTexts()).toEqual(['another question']);
    expect((await store.list(HOME)).ratings).toEqual([]);
    expect(await readFileOf(QUESTIONS_FILE)).not.toContain('secret');
  });

  it('are gone from the disk once they are forgotten', async () => {
    await ask('1');
    await ask('2');
    await store.rate({ questionId: '1', userId: BOB, rating: 'up' });
    await store.forgetQuestion('1');
    const written = await readFileOf(QUESTIONS_FILE);
    expect(written).toContain('Question 2?');
    expect(written).not.toContain('Question 1?');
    expect(store.count()).toEqual({ questions: 1, ratings: 0 });
  });

  it('of one person are gone with what they rated and what others rated of theirs', async () => {
    await ask('1');
    await ask('2', { serverId: OTHER });
    await ask('3', { userId: BOB });
    await store.rate({ questionId: '3', userId: ADA, rating: 'up' });
    await store.rate({ questionId: '1', userId: BOB, rating: 'down' });
    await reopen();
    expect(await store.forgetPerson(ADA)).toEqual({ questions: 2, ratings: 1 });
    expect(store.count()).toEqual({ questions: 1, ratings: 0 });
    expect(await readFileOf(QUESTIONS_FILE)).not.toMatch(/Question [12]/);
    expect(await store.forgetPerson(ADA)).toEqual({ questions: 0, ratings: 0 });
  });

  it('go after their days, and the oldest where there are too many', async () => {
    await ask('1');
    now += 20 * DAY_MS;
    await ask('2');
    now += 11 * DAY_MS;
    await store.sweep();
    expect(await listTexts()).toEqual(['Question 2?']);
    now += 1;
    await ask('3');
    now += 1;
    await ask('4');
    await reopen({ maxQuestions: 2 });
    expect(await listTexts()).toEqual(['Question 3?', 'Question 4?']);
    await reopen({ days: 1 });
    expect(await listTexts()).toHaveLength(2);
    now += 2 * DAY_MS;
    await reopen({ days: 1 });
    expect(await readFileOf(QUESTIONS_FILE)).toBe('');
  });

  it('outlive a process that was killed while it wrote', async () => {
    await ask('1');
    await store.close();
    await appendFile(join(folder, QUESTIONS_FILE), '{"_id":"half","kind":"ques');
    store = await open();
    expect(await listTexts()).toEqual(['Question 1?']);
  });

  it('are deleted where their salt is lost: nobody could ask for that any more', async () => {
    await ask('1');
    await store.close();
    await writeFile(join(folder, SALT_FILE), 'short');
    store = await open();
    expect(store.count()).toEqual({ questions: 0, ratings: 0 });
    expect(await readFileOf(QUESTIONS_FILE)).not.toContain('Question');
  });

  it('belong to one process at a time', async () => {
    expect(await QuestionStore.open({ folder, days: 30 })).toBeNull();
    await reopen();
    expect(store.count()).toEqual({ questions: 0, ratings: 0 });
  });
});

describe('a rating', () => {
  it('is one a person and question, and can be changed', async () => {
    await ask('1');
    const rate = (userId: string, rating: 'up' | 'down') => store.rate({ questionId: '1', userId, rating });
    expect(await rate(BOB, 'up')).toBeUndefined();
    expect(await rate(BOB, 'up')).toBe('up');
    expect(await rate(BOB, 'down')).toBe('up');
    expect(await rate(ADA, 'down')).toBeUndefined();
    await reopen();
    expect((await store.list(HOME)).ratings.map(({ rating }) => rating)).toEqual(['down', 'down']);
  });

  it('of a question that is not kept is not kept', async () => {
    expect(await store.rate({ questionId: '9', userId: BOB, rating: 'up' })).toBeUndefined();
    expect(store.count()).toEqual({ questions: 0, ratings: 0 });
  });
});
