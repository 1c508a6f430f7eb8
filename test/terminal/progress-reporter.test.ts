import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgressReporter } from '../../src/terminal/progress-reporter.ts';

function openStream(terminal: boolean) {
  const written: string[] = [];
  const stream = new PassThrough().on('data', (chunk: Buffer) => written.push(chunk.toString()));
  const facts = {
    isTTY: terminal,
    columns: 80,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  };
  return { stream: Object.assign(stream, facts), read: () => written.join('') };
}

describe('createProgressReporter', () => {
  it('writes a plain line at the start and the end of a phase where there is no terminal', () => {
    const { stream, read } = openStream(false);
    const progress = createProgressReporter(stream, { intro: 'Building the index.' });
    for (let done = 0; done <= 300; done += 1) progress.report('Embedding passages', done, 300);
    progress.report('Writing', 1, 1);
    progress.stop();
    expect(read()).toBe(
      'Building the index.\nEmbedding passages: 0 of 300\nEmbedding passages: 300 of 300\nWriting: 1 of 1\n',
    );
  });

  it('writes lines in between where a phase takes long', () => {
    const { stream, read } = openStream(false);
    const progress = createProgressReporter(stream, { linesEveryMs: 0 });
    for (let done = 1; done <= 3; done += 1) progress.report('Embedding', done, 4);
    expect(read().split('\n')).toHaveLength(4);
  });

  it('writes nothing where nothing is reported', () => {
    const { stream, read } = openStream(false);
    createProgressReporter(stream, { intro: 'Building the index.' }).stop();
    expect(read()).toBe('');
  });

  it('draws a bar for each phase on a terminal', () => {
    const { stream, read } = openStream(true);
    const progress = createProgressReporter(stream, { intro: 'Building the index.' });
    progress.report('Reading', 2, 2);
    progress.report('Embedding', 1, 4);
    progress.stop();
    expect(read()).toContain('Building the index.\n');
    expect(read()).toMatch(/Reading \[[^\]]+\] 2\/2/);
    expect(read()).toMatch(/Embedding \[[^\]]+\] 1\/4/);
  });
});
