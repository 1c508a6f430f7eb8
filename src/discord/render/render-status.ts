import type { LibraryFacts } from '../../answers/library.ts';
import type { FeedbackState } from '../../feedback/feedback-desk.ts';
import { renderAge } from '../../text/render-age.ts';
import type { GatewayState } from '../gateway-state.ts';
import { MAX_FIELD_VALUE_LENGTH } from '../limits.ts';
import type { BotCounts } from '../statistics/bot-record.ts';
import type { MessageBody } from './message-body.ts';
import { renderLine } from './render-source.ts';

/** All that `/status` tells. */
export interface BotStatus {
  /** Of Footnote. */
  readonly version: string;
  readonly facts: LibraryFacts;
  readonly gateway: GatewayState;
  readonly counts: BotCounts;
  /** Questions that wait for their turn, and those being answered. */
  readonly queue: { readonly waiting: number; readonly answering: number };
  /** A rebuild that runs; null where none does. Times in milliseconds since 1970. */
  readonly rebuildingSince: number | null;
  readonly feedback: FeedbackState;
  /** New sessions that Discord says are left today; null where it did not say. */
  readonly sessionsLeft: number | null;
}

/** How the bot is doing, for those who manage the server. `now` in milliseconds since 1970. */
export function renderStatus(status: BotStatus, now: number): MessageBody {
  const { version, facts, gateway, counts, queue } = status;
  const ago = (timeMs: number): string => renderAge(new Date(timeMs).toISOString(), now);
  const abstained = Object.values(counts.abstentions).reduce((sum, count) => sum + count, 0);
  const reasons = Object.entries(counts.abstentions).map(([reason, count]) => `${reason} ${count}`);
  const { latencyMs, turnedAway } = counts;
  const index = [
    `${facts.articleCount} articles, ${facts.passageCount} passages`,
    `built ${renderAge(facts.builtAt, now)}`,
    ...(status.rebuildingSince === null ? [] : [`a rebuild runs since ${ago(status.rebuildingSince)}`]),
  ];
  const questions = [
    `${counts.answers} answered`,
    `${abstained} not in the articles${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}`,
    `${counts.failures} failed`,
    `${turnedAway['too-fast']} too fast, ${turnedAway.busy + turnedAway.crowded} while busy`,
    `${counts.replyErrors} replies that did not get through`,
  ];
  const field = (name: string, value: string, inline = true) => ({
    name,
    value: value || '–',
    inline,
  });
  return {
    content: '',
    embeds: [
      {
        title: 'Status',
        fields: [
          field('Version', version),
          field('Started', ago(counts.startedAt)),
          field('Embedding model', renderLine(facts.modelId, MAX_FIELD_VALUE_LENGTH)),
          field('Index', index.join('; '), false),
          field('Generation', renderLine(facts.generation, MAX_FIELD_VALUE_LENGTH), false),
          field('Connection', describeGateway(gateway, status.sessionsLeft, ago), false),
          field('Questions since the start', questions.join('; '), false),
          field(
            'Time to a reply',
            latencyMs === null
              ? 'no question yet'
              : `half within ${renderMs(latencyMs.p50)}, 95 % within ${renderMs(latencyMs.p95)}`,
          ),
          field('Ratings of answers', `${counts.ratings.up} helpful, ${counts.ratings.down} not`),
          field('Question log', describeLog(status.feedback)),
          field('Queue', `${queue.waiting} waiting, ${queue.answering} being answered`),
        ],
      },
    ],
    components: [],
  };
}

function describeLog(feedback: FeedbackState): string {
  switch (feedback.status) {
    case 'off':
      return 'off';
    case 'unavailable':
      return 'on, but it cannot be written; the log says why';
    case 'on':
      return `${feedback.questions} questions and ${feedback.ratings} ratings, each kept for ${feedback.days === 1 ? 'a day' : `${feedback.days} days`}`;
  }
}

function describeGateway(
  gateway: GatewayState,
  sessionsLeft: number | null,
  ago: (timeMs: number) => string,
): string {
  const { status, shardsReady, shardCount, pingMs, readyAt, lostAt, breaks, resumes } = gateway;
  return [
    status === 'ready' ? 'connected' : status,
    ...(shardCount > 1 ? [`${shardsReady} of ${shardCount} shards`] : []),
    ...(pingMs === null ? [] : [`heartbeat ${pingMs} ms`]),
    ...(lostAt === null ? [] : [`lost ${ago(lostAt)}`]),
    ...(readyAt === null ? [] : [`last connected ${ago(readyAt)}`]),
    `${breaks} breaks, ${resumes} of them resumed`,
    sessionsLeft === null
      ? `${gateway.startsToday} logins today`
      : `${sessionsLeft} of the 1,000 logins a day are left`,
  ].join('; ');
}

function renderMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
