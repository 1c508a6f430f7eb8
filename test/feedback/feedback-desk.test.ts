import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createFeedbackDesk,
  createMemoryDesk,
  type FeedbackDeskOptions,
} from '../../src/feedback/create-feedback-desk.ts';
import type { FeedbackDesk } from '../../src/feedback/feedback-desk.ts';
import { QUESTIONS_FILE } from '../../src/feedback/question-store.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';

const embedder = createHashingEmbedder();

let folder: string;
let problems: unknown[];
const desks: FeedbackDesk[] = [];

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'footnote-feedback-')), 'question-log');
  problems = [];
});
afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.close()));
  await rm(join(folder, '..'), { recursive: true });
});

async function open(options: Partial<FeedbackDeskOptions> = {}): Promise<FeedbackDesk> {
  const desk = await createFeedbackDesk({
    ...{ folder, isOn: true, days: 30, retryMs: 20 },
    embed: (texts) => embedder.embedPassages(texts),
    onProblem: (error) => problems.push(error),
    ...options,
  });
  desks.push(desk);
  return desk;
}

const ask = (desk: FeedbackDesk, id: string, text = 'Who bakes bread?'): void => {
  desk.noteQuestion({ id, userId: 'ada', serverId: 'home', text, isAnswered: false });
};

describe('the desk, switched on', () => {
  it('keeps questions and ratings, and finds what is asked in vain', async () => {
    let now = Date.now();
    const desk = await open({ now: () => (now += 1) });
    ask(desk, '1');
    ask(desk, '2', 'who  BAKES bread?');
    ask(desk, '3', 'Which ports does the server use?');
    expect(await desk.noteRating({ questionId: '3', userId: 'bob', rating: 'down' })).toBe('counted');
    const report = await desk.findGaps('home');
    expect(report?.gaps.map(({ question, asked }) => [question, asked])).toEqual([
      ['who  BAKES bread?', 2],
      ['Which ports does the server use?', 1],
    ]);
    expect(desk.describe()).toEqual({ status: 'on', days: 30, questions: 3, ratings: 1 });
    expect((await desk.findGaps('elsewhere'))?.gaps).toEqual([]);
  });

  it('counts a rating once a person, also after a restart, and one that was changed as that', async () => {
    let desk = await open();
    ask(desk, '1');
    const rate = (rating: 'up' | 'down') => desk.noteRating({ questionId: '1', userId: 'bob', rating });
    expect(await Promise.all([rate('up'), rate('up')])).toEqual(['counted', 'known']);
    await desk.close();
    desk = await open();
    expect(await rate('up')).toBe('known');
    expect(await rate('down')).toBe('changed');
    expect(await rate('down')).toBe('known');
  });

  it('takes the folder over once the process before it has ended, and says that it waits', async () => {
    const first = await open();
    const second = await open();
    expect(second.describe()).toEqual({ status: 'unavailable' });
    expect(await second.findGaps('home')).toBeNull();
    await expect(second.forgetPerson('ada')).rejects.toThrow(/cannot be deleted at the moment/);
    expect(problems).toHaveLength(1);
    await first.close();
    await vi.waitUntil(() => second.describe().status === 'on');
    ask(second, '1');
    expect(await second.forgetPerson('ada')).toEqual({ questions: 1, ratings: 0 });
  });

  it('says so once where the folder cannot be made, and keeps nobody from an answer', async () => {
    await mkdir(join(folder, '..'), { recursive: true });
    await writeFile(folder, 'a file');
    const desk = await open();
    expect(desk.describe()).toEqual({ status: 'unavailable' });
    ask(desk, '1');
    expect(await desk.noteRating({ questionId: '1', userId: 'bob', rating: 'up' })).toBe('counted');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(problems).toHaveLength(1);
  });

  it('tells a person whose words cannot be deleted from the disk now, and deletes them when asked again', async () => {
    const desk = await open();
    ask(desk, '1', 'a secret');
    await vi.waitUntil(async () => (await desk.findGaps('home'))?.questions === 1);
    // In the place of the file that NeDB writes beside the old one.
    await mkdir(join(folder, `${QUESTIONS_FILE}~`));
    await expect(desk.forgetPerson('ada')).rejects.toThrow(/cannot be deleted at the moment/);
    expect(problems).toHaveLength(1);
    expect(await readFile(join(folder, QUESTIONS_FILE), 'utf8')).toContain('a secret');
    await rm(join(folder, `${QUESTIONS_FILE}~`), { recursive: true });
    await desk.forgetPerson('ada');
    expect(await readFile(join(folder, QUESTIONS_FILE), 'utf8')).not.toContain('a secret');
    expect(desk.describe()).toMatchObject({ status: 'on', questions: 0 });
  });
});

describe('the desk, switched off', () => {
  it('keeps nothing, and makes no folder', async () => {
    const desk = await open({ isOn: false });
    ask(desk, '1');
    expect(await desk.noteRating({ questionId: '1', userId: 'bob', rating: 'up' })).toBe('counted');
    expect(await desk.noteRating({ questionId: '1', userId: 'bob', rating: 'up' })).toBe('known');
    expect(desk.describe()).toEqual({ status: 'off' });
    expect(await desk.findGaps('home')).toBeNull();
    expect(await desk.forgetPerson('ada')).toEqual({ questions: 0, ratings: 0 });
    await expect(readFile(join(folder, QUESTIONS_FILE))).rejects.toThrow(/ENOENT/);
  });

  it('still deletes what was kept before: when it is asked to, and after its days', async () => {
    const before = await open();
    ask(before, '1');
    ask(before, '2');
    before.noteQuestion({ id: '3', userId: 'bob', serverId: 'home', text: 'Why?', isAnswered: true });
    await before.close();
    const desk = await open({ isOn: false });
    expect(desk.describe()).toEqual({ status: 'off' });
    expect(await desk.forgetPerson('ada')).toEqual({ questions: 2, ratings: 0 });
    expect(await readFile(join(folder, QUESTIONS_FILE), 'utf8')).toContain('Why?');
    await desk.close();
    await open({ isOn: false, now: () => Date.now() + 31 * 24 * 60 * 60_000 });
    expect(await readFile(join(folder, QUESTIONS_FILE), 'utf8')).toBe('');
  });

  it('without a folder is the memory of a process', async () => {
    const desk = createMemoryDesk();
    expect(await desk.noteRating({ questionId: '1', userId: 'bob', rating: 'up' })).toBe('counted');
    expect(await desk.forgetPerson('bob')).toEqual({ questions: 0, ratings: 0 });
    expect(await desk.noteRating({ questionId: '1', userId: 'bob', rating: 'up' })).toBe('counted');
    await desk.close();
  });
});
