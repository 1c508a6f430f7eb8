import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createFeedbackDesk } from '../../src/feedback/create-feedback-desk.ts';
import { QUESTIONS_FILE, QuestionStore } from '../../src/feedback/question-store.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import { assertThat, collectLosses } from './support/index-stage.ts';
import { CAN_MOUNT, mountSmallDisk, NO_MOUNT } from './support/mounts.ts';

const CHILD = join(import.meta.dirname, 'support/question-child.ts');

/** Lets a child keep questions for a while and kills it; gives what it told. */
async function keepUntilKilled(folder: string, round: number, lifeMs: number): Promise<readonly string[]> {
  const args = ['--import', 'tsx', CHILD, folder, round.toString()];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  await once(child.stdout, 'data');
  await sleep(lifeMs);
  child.kill('SIGKILL');
  await once(child, 'close');
  return told.split('\n').filter((line) => line !== '');
}

/** As if the time had passed after which a killed process's lock is taken over. */
async function openAfterKill(folder: string): Promise<QuestionStore> {
  await rm(join(folder, 'lock'), { recursive: true, force: true });
  const store = await QuestionStore.open({ folder, days: 30 });
  assertThat(store !== null, 'the lock stays');
  return store;
}

it('a kill at any moment costs the question log nothing that was kept, and brings back nothing that was deleted', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'footnote-log-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const folder = join(parent, 'question-log');
  const random = createRandom('question-log');
  const times = chooseTimes({ full: 25, quick: 5 });
  let told = 0;
  const lost = await collectLosses(
    times,
    async (round) => {
      const lines = await keepUntilKilled(folder, round, random() * 300);
      told += lines.length;
      const store = await openAfterKill(folder);
      try {
        const { questions } = await store.list('home');
        const texts = new Set(questions.map(({ text }) => text));
        const gone = new Set(lines.filter((line) => line.startsWith('gone ')).map((line) => line.slice(5)));
        for (const id of lines.filter((line) => line.startsWith('kept ')).map((line) => line.slice(5))) {
          if (gone.has(id)) assertThat(!texts.has(`Question ${id}?`), `${id} is back`);
          // It may have been forgotten right before the end, without a word.
          else if (id !== lines.at(-1)?.slice(5)) assertThat(texts.has(`Question ${id}?`), `${id} is lost`);
        }
        await store.forgetPerson(`user-${round.toString()}`);
        const written = await readFile(join(folder, QUESTIONS_FILE), 'utf8');
        assertThat(
          !written.includes(`Question ${round.toString()}.`),
          'words of a person who is forgotten are on the disk',
        );
      } finally {
        await store.close();
      }
    },
    1,
  );
  recordFault({
    section: 'nothing silent',
    fault: 'SIGKILL of a process that keeps and forgets questions (QUESTION_LOG)',
    ...{ times, lost: lost.length, note: `${told.toLocaleString('en')} steps that it told of all hold` },
  });
  expect(lost).toEqual([]);
});

it('a full disk stops the question log with a word, and nobody’s answer; it goes on when there is space', async () => {
  const fault = 'Disk full under the question log';
  if (!CAN_MOUNT) {
    recordFault({ section: 'nothing silent', fault, times: 0, lost: 0, note: NO_MOUNT });
    return;
  }
  const times = chooseTimes({ full: 6, quick: 2 });
  const lost = await collectLosses(
    times,
    async () => {
      const disk = mountSmallDisk(512);
      const problems: unknown[] = [];
      const desk = await createFeedbackDesk({
        ...{ folder: join(disk, 'question-log'), isOn: true, days: 30 },
        embed: () => Promise.resolve([]),
        onProblem: (error) => problems.push(error),
      });
      try {
        const ask = (id: string): void => {
          desk.noteQuestion({ id, userId: 'ada', serverId: 'home', text: 'x'.repeat(300), isAnswered: true });
        };
        for (let count = 0; count < 20; count += 1) ask(`before-${count.toString()}`);
        await desk.noteRating({ questionId: 'before-0', userId: 'bob', rating: 'up' });
        const { bavail, bsize } = await statfs(disk);
        await writeFile(join(disk, 'ballast'), Buffer.alloc(bavail * bsize));
        for (let count = 0; count < 50; count += 1) ask(`full-${count.toString()}`);
        await vi.waitFor(() => {
          assertThat(desk.describe().status === 'unavailable', 'it does not say that it cannot be written');
        });
        assertThat(problems.length === 1, `${problems.length.toString()} words about it`);
        await rm(join(disk, 'ballast'));
        ask('after');
        await vi.waitFor(() => {
          assertThat(desk.describe().status === 'on', 'it does not go on');
        });
        const { questions } = await desk.forgetPerson('ada');
        assertThat(questions >= 21, `only ${questions.toString()} questions were there`);
        const written = await readFile(join(disk, 'question-log', QUESTIONS_FILE), 'utf8');
        assertThat(!written.includes('xxx'), 'words of a person who is forgotten are on the disk');
      } finally {
        await desk.close();
      }
    },
    1,
  );
  recordFault({
    section: 'nothing silent',
    fault,
    ...{ times, lost: lost.length, note: 'said once; what was kept before stays, and can be deleted after' },
  });
  expect(lost).toEqual([]);
});
