import fc from 'fast-check';
import { hostileAbstention, hostileAnswer, hostilePassage } from '../../discord/support/hostile-reply.ts';
import { startStage, type DiscordStage } from '../../discord/support/start-stage.ts';
import { makeMilestone } from '../../doubles/make-milestone.ts';
import { makePassages } from '../../doubles/make-passage.ts';
import { SEED } from './fault-run.ts';

/** So many values, the same for the same seed. */
export const draw = <Value>(arbitrary: fc.Arbitrary<Value>, count: number, salt: number): readonly Value[] =>
  fc.sample(arbitrary, { seed: SEED + salt, numRuns: count });

/** A Discord whose bot has a library that holds and answers nothing but hostile text. */
export async function startHostileStage(): Promise<DiscordStage> {
  const replies = draw(fc.oneof(hostileAnswer, hostileAbstention), 200, 1).values();
  const again = draw(fc.oneof(hostileAnswer, hostileAbstention), 1, 2);
  const safeIds = draw(hostilePassage, 12, 3).map((passage, index) => ({
    ...passage,
    id: index.toString(16).padStart(16, '0'),
  }));
  const [dated] = makePassages([
    {
      title: '@everyone <@&1>',
      heading: '||[x](javascript:a)||',
      text: `In 2009 @here ${'e\u0301\u0301\u0301\u0301\u0301\u0301\u0301'.repeat(20)} began <@1574028030022516736> \u202e.`,
    },
  ]);
  if (dated === undefined) throw new Error('no passage');
  return startStage({
    passages: [...safeIds, dated],
    milestones: Array.from({ length: 30 }, (_, index) =>
      makeMilestone(dated, { date: (1980 + index).toString() }),
    ),
    stage: (question) => {
      const reply = replies.next().value ?? again[0];
      if (reply === undefined) throw new Error('no reply');
      return { ...reply, question };
    },
    // Both sides and the test share one process.
    discord: { firstResponseDeadlineMs: 15_000 },
  });
}
