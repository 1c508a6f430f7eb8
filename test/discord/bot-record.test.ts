import { describe, expect, it } from 'vitest';
import { BotRecord } from '../../src/discord/statistics/bot-record.ts';

describe('what the bot did', () => {
  it('is counted by outcome and reason', () => {
    const record = new BotRecord(5);
    expect(record.describe()).toMatchObject({ startedAt: 5, answers: 0, latencyMs: null });
    record.noteQuestion({ outcome: 'answer', reason: null, durationMs: 10 });
    for (const reason of ['weak-evidence', 'empty', 'weak-evidence'] as const) {
      record.noteQuestion({ outcome: 'abstention', reason, durationMs: 10 });
    }
    record.noteQuestion({ outcome: 'failure', reason: null, durationMs: 10 });
    record.noteTurnedAway('busy');
    record.noteReplyError('forbidden');
    record.noteRating('up', { isChange: false });
    record.noteRating('up', { isChange: false });
    record.noteRating('down', { isChange: true });
    expect(record.describe()).toEqual({
      startedAt: 5,
      answers: 1,
      abstentions: { empty: 1, 'weak-evidence': 2 },
      failures: 1,
      turnedAway: { 'too-fast': 0, busy: 1, crowded: 0, stopping: 0 },
      replyErrors: 1,
      ratings: { up: 1, down: 1 },
      latencyMs: { p50: 10, p95: 10 },
    });
  });

  it('takes its times from the last thousand questions', () => {
    const record = new BotRecord(0);
    const ask = (durationMs: number) => {
      record.noteQuestion({ outcome: 'answer', reason: null, durationMs });
    };
    for (let count = 0; count < 500; count += 1) ask(1_000_000);
    for (let durationMs = 1; durationMs <= 1000; durationMs += 1) ask(durationMs);
    expect(record.describe().latencyMs).toEqual({ p50: 500, p95: 950 });
  });
});
