import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from '../../src/metrics/create-metrics.ts';
import type { BotFacts, IndexFacts } from '../../src/metrics/metrics-sources.ts';
import { startMetricsServer, type MetricsServer } from '../../src/metrics/start-metrics-server.ts';

const NOW = Date.parse('2026-01-05T03:04:05Z');
const BOT: BotFacts = { isConnected: true, waiting: 3, answering: 2, breaks: 4, resumes: 1, startsLeft: 990 };

let index: IndexFacts | null;
let bot: BotFacts | null;
let metrics: Metrics;
let server: MetricsServer;

beforeEach(async () => {
  index = null;
  bot = null;
  const sources = { version: '1.2.3', describeIndex: () => index, describeBot: () => bot };
  metrics = createMetrics(sources, () => NOW);
  server = await startMetricsServer({ port: 0, host: '127.0.0.1', metrics, sources });
});
afterEach(() => server.close());

const get = (path: string, method = 'GET') => fetch(`${server.url}${path}`, { method });
/** The samples without comments, one a line. */
const scrape = async () =>
  (await (await get('/metrics')).text()).split('\n').filter((line) => !line.startsWith('#'));

describe('the metrics', () => {
  it('count questions by outcome and reason, and their times', async () => {
    metrics.noteQuestion({ outcome: 'answer', reason: null, durationMs: 80 });
    metrics.noteQuestion({ outcome: 'answer', reason: null, durationMs: 300 });
    metrics.noteQuestion({ outcome: 'abstention', reason: 'weak-evidence', durationMs: 40 });
    metrics.noteTurnedAway('busy');
    metrics.noteReplyError('forbidden');
    metrics.noteRating('down', { isChange: false });
    metrics.noteRating('up', { isChange: true });
    const lines = await scrape();
    expect(lines).toEqual(
      expect.arrayContaining([
        'footnote_questions_total{outcome="answer",reason=""} 2',
        'footnote_questions_total{outcome="abstention",reason="weak-evidence"} 1',
        'footnote_question_duration_seconds_bucket{le="0.1",outcome="answer"} 1',
        'footnote_question_duration_seconds_count{outcome="answer"} 2',
        'footnote_questions_turned_away_total{reason="busy"} 1',
        'footnote_reply_errors_total{kind="forbidden"} 1',
        'footnote_ratings_total{rating="down",is_change="false"} 1',
        'footnote_ratings_total{rating="up",is_change="true"} 1',
        'footnote_info{version="1.2.3"} 1',
      ]),
    );
    expect(lines.some((line) => line.startsWith('process_resident_memory_bytes '))).toBe(true);
  });

  it('tell of the index and the bot as they are when they are asked, and nothing of what is not there', async () => {
    const before = await scrape();
    expect(before).toContain('footnote_gateway_connected 0');
    expect(before.filter((line) => /^footnote_(index|questions_waiting)/.test(line))).toEqual([]);
    index = { builtAt: '2026-01-05T02:04:05Z', articleCount: 3, passageCount: 40 };
    bot = BOT;
    expect(await scrape()).toEqual(
      expect.arrayContaining([
        'footnote_index_age_seconds 3600',
        'footnote_index_articles 3',
        'footnote_index_passages 40',
        'footnote_questions_waiting 3',
        'footnote_questions_answering 2',
        'footnote_gateway_connected 1',
        'footnote_gateway_breaks 4',
        'footnote_gateway_resumes 1',
        'footnote_gateway_logins_left 990',
      ]),
    );
    bot = { ...BOT, isConnected: false, startsLeft: null };
    const after = await scrape();
    expect(after).toContain('footnote_gateway_connected 0');
    expect(after.some((line) => line.startsWith('footnote_gateway_logins_left'))).toBe(false);
  });
});

describe('the health checks', () => {
  it('are healthy at once, and ready when the index is open and the bot is connected', async () => {
    expect(await (await get('/healthz')).text()).toBe('ok\n');
    const look = async () => {
      const response = await get('/readyz');
      return [response.status, await response.json()];
    };
    expect(await look()).toEqual([503, { isReady: false, waitingFor: ['index', 'gateway'] }]);
    index = { builtAt: '2026-01-05T02:04:05Z', articleCount: 3, passageCount: 40 };
    expect(await look()).toEqual([503, { isReady: false, waitingFor: ['gateway'] }]);
    bot = { ...BOT, isConnected: false };
    expect((await look())[0]).toBe(503);
    bot = BOT;
    expect(await look()).toEqual([200, { isReady: true, waitingFor: [] }]);
  });

  it('know three paths and two methods', async () => {
    expect((await get('/readyz?verbose')).status).toBe(503);
    expect((await get('/')).status).toBe(404);
    expect((await get('/metrics/../secret')).status).toBe(404);
    expect((await get('/metrics', 'POST')).status).toBe(405);
    const head = await get('/healthz', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('go on after a request that breaks off', async () => {
    const cut = request(`${server.url}/metrics`, { method: 'GET' });
    cut.on('error', () => undefined);
    cut.end();
    cut.destroy();
    expect((await get('/healthz')).status).toBe(200);
  });

  it('say which setting to change where the port is taken', async () => {
    const port = Number(new URL(server.url).port);
    const sources = { describeIndex: () => null, describeBot: () => null };
    await expect(startMetricsServer({ port, host: '127.0.0.1', metrics, sources })).rejects.toMatchObject({
      variable: 'METRICS_PORT',
      message: expect.stringContaining('EADDRINUSE') as string,
    });
  });
});
