import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BotFacts, IndexFacts, MetricsSources } from './metrics-sources.ts';

/** The figures of one process, for Prometheus. They hold no ids and nothing that anybody wrote. */
export interface Metrics {
  /** `reason` is that of an abstention, else null; from coming in to the reply being known, in milliseconds. */
  noteQuestion(event: {
    readonly outcome: 'answer' | 'abstention' | 'failure';
    readonly reason: string | null;
    readonly durationMs: number;
  }): void;
  noteTurnedAway(reason: 'too-fast' | 'busy' | 'crowded' | 'stopping'): void;
  noteRating(rating: 'up' | 'down', facts: { readonly isChange: boolean }): void;
  /** `kind` is one of a few fixed words. */
  noteReplyError(kind: string): void;
  readonly contentType: string;
  /** In Prometheus's text format. */
  render(): Promise<string>;
}

/** Upper bounds of the buckets, in seconds: from what a search takes to what an interaction lives. */
const DURATION_BUCKETS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900];

/** Counters that the bot feeds, and gauges that are read off their sources at each scrape. */
export function createMetrics(sources: MetricsSources, now: () => number = Date.now): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'footnote_info',
    help: 'Always 1; the version stands in the label.',
    labelNames: ['version'],
    registers,
  }).set({ version: sources.version }, 1);
  const questions = new Counter({
    name: 'footnote_questions_total',
    help: 'Questions by outcome (answer, abstention, failure) and, of an abstention, its reason.',
    labelNames: ['outcome', 'reason'],
    registers,
  });
  const durations = new Histogram({
    name: 'footnote_question_duration_seconds',
    help: 'Time from a question coming in to its reply being known, the wait for its turn included.',
    labelNames: ['outcome'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const turnedAway = new Counter({
    name: 'footnote_questions_turned_away_total',
    help: 'Questions that were not taken, by reason (too-fast, busy, crowded, stopping).',
    labelNames: ['reason'],
    registers,
  });
  const ratings = new Counter({
    name: 'footnote_ratings_total',
    help: 'Ratings of answers (up, down), one a person and answer; one that was changed counts again, as a change.',
    labelNames: ['rating', 'is_change'],
    registers,
  });
  const replyErrors = new Counter({
    name: 'footnote_reply_errors_total',
    help: 'Replies that Discord refused or that failed on the way, by kind.',
    labelNames: ['kind'],
    registers,
  });
  addIndexGauges(registers, sources, now);
  addBotGauges(registers, sources);
  return {
    noteQuestion: ({ outcome, reason, durationMs }) => {
      questions.inc({ outcome, reason: reason ?? '' });
      durations.observe({ outcome }, durationMs / 1000);
    },
    noteTurnedAway: (reason) => {
      turnedAway.inc({ reason });
    },
    noteRating: (rating, { isChange }) => {
      ratings.inc({ rating, is_change: String(isChange) });
    },
    noteReplyError: (kind) => {
      replyErrors.inc({ kind });
    },
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}

function addIndexGauges(registers: Registry[], sources: MetricsSources, now: () => number): void {
  const add = (name: string, help: string, read: (facts: IndexFacts) => number | null): void => {
    addGauge(registers, name, help, () => {
      const facts = sources.describeIndex();
      return facts === null ? null : read(facts);
    });
  };
  add('footnote_index_age_seconds', 'Age of the index that answers.', ({ builtAt }) => {
    const builtAtMs = Date.parse(builtAt);
    return Number.isNaN(builtAtMs) ? null : (now() - builtAtMs) / 1000;
  });
  add('footnote_index_articles', 'Articles in the index that answers.', (facts) => facts.articleCount);
  add('footnote_index_passages', 'Passages in the index that answers.', (facts) => facts.passageCount);
}

function addBotGauges(registers: Registry[], sources: MetricsSources): void {
  const add = (name: string, help: string, read: (facts: BotFacts) => number | null): void => {
    addGauge(registers, name, help, () => {
      const facts = sources.describeBot();
      return facts === null ? null : read(facts);
    });
  };
  add('footnote_questions_waiting', 'Questions that wait for their turn.', (facts) => facts.waiting);
  add('footnote_questions_answering', 'Questions being answered.', (facts) => facts.answering);
  add('footnote_gateway_breaks', 'Breaks of the connection since the start.', (facts) => facts.breaks);
  add(
    'footnote_gateway_resumes',
    'Breaks that were resumed without losing an event.',
    (facts) => facts.resumes,
  );
  add(
    'footnote_gateway_logins_left',
    'Logins that Discord says are left today.',
    (facts) => facts.startsLeft,
  );
  addGauge(registers, 'footnote_gateway_connected', '1 while the bot is on the gateway, else 0.', () =>
    sources.describeBot()?.isConnected === true ? 1 : 0,
  );
}

/** A gauge that is read when it is asked for, and left out where there is nothing to tell. */
function addGauge(registers: Registry[], name: string, help: string, read: () => number | null): void {
  new Gauge({
    name,
    help,
    registers,
    collect() {
      const value = read();
      this.reset();
      if (value === null) this.remove();
      else this.set(value);
    },
  });
}
