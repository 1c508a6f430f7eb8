import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadLeftOpen, parseJournal } from '../../src/discord/journal/load-left-open.ts';
import type { OpenQuestion } from '../../src/discord/journal/open-question.ts';
import { QuestionJournal } from '../../src/discord/journal/question-journal.ts';

const NOW = Date.UTC(2026, 0, 2);
const MINUTE_MS = 60_000;
const logger = pino({ level: 'silent' });
const message = (id: number, at = NOW): OpenQuestion => ({
  kind: 'message',
  id: id.toString(),
  channelId: '7',
  at,
});
const command: OpenQuestion = {
  kind: 'interaction',
  id: '9',
  applicationId: '8',
  token: 'secret-token',
  at: NOW,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-journal-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the journal of open questions', () => {
  it('is given over to the next process, once, and only what is open', async () => {
    const journal = new QuestionJournal(folder, logger);
    journal.add(message(1));
    journal.add(message(2));
    journal.add(command);
    journal.remove('1');
    journal.close();
    expect(await loadLeftOpen(folder, NOW + MINUTE_MS)).toEqual([message(2), command]);
    expect(await loadLeftOpen(folder, NOW + MINUTE_MS)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is handed over before it goes, so that the next process can be killed, too', async () => {
    const journal = new QuestionJournal(folder, logger);
    journal.add(message(1));
    journal.close();
    const next = new QuestionJournal(folder, logger, NOW);
    const files: number[] = [];
    await loadLeftOpen(folder, NOW + MINUTE_MS, (question) => {
      next.add(question);
      files.push(readdirSync(folder).length);
    });
    expect(files).toEqual([2]);
    expect(await loadLeftOpen(folder, NOW + MINUTE_MS)).toEqual([message(1)]);
  });

  it('holds tokens, so only its owner may read it', () => {
    const journal = new QuestionJournal(folder, logger);
    journal.add(command);
    expect(statSync(journal.path ?? '').mode & 0o777).toBe(0o600);
    journal.close();
  });

  it('stays small, whatever is asked in a year', () => {
    const journal = new QuestionJournal(folder, logger);
    for (let index = 0; index < 20_000; index++) {
      journal.add(message(index));
      if (index >= 50) journal.remove((index - 50).toString());
    }
    const text = readFileSync(journal.path ?? '', 'utf8');
    expect(text.length).toBeLessThan(300_000);
    expect(parseJournal(text, NOW)).toHaveLength(50);
    expect(journal.size).toBe(50);
    journal.close();
  });

  it('forgets what is older than fifteen minutes, and lines that are cut off or none of ours', () => {
    const text = [
      JSON.stringify(message(1, NOW - 16 * MINUTE_MS)),
      JSON.stringify(message(2)),
      '{"kind":"message","id":"../../etc"}',
      'null',
      JSON.stringify(command).slice(0, 30),
    ].join('\n');
    expect(parseJournal(text, NOW)).toEqual([message(2)]);
  });

  it('of a process that runs is left alone', async () => {
    await writeFile(
      join(folder, `open-questions.${process.ppid.toString()}.1.jsonl`),
      `${JSON.stringify(message(1))}\n`,
    );
    await writeFile(join(folder, 'something-else.jsonl'), '');
    expect(await loadLeftOpen(folder, NOW)).toEqual([]);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('that cannot be written says so once, and keeps nobody from an answer', () => {
    const lines: string[] = [];
    const loud = pino({}, { write: (line: string) => void lines.push(line) });
    const journal = new QuestionJournal(join(folder, 'missing'), loud);
    journal.add(command);
    journal.add(message(1));
    journal.remove('1');
    journal.close();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('STATE_DIR');
    expect(lines[0]).not.toContain('secret-token');
  });
});
