import { z } from 'zod';
import { INTERACTION_LIFETIME_MS } from '../limits.ts';

/** A question that is not answered yet. No words of it: they stay on Discord, or are asked for again. */
export type OpenQuestion = z.output<typeof openQuestionSchema>;

/** A line of the journal, read from disk. */
export const openQuestionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    id: z.string().regex(/^\d{1,20}$/),
    channelId: z.string().regex(/^\d{1,20}$/),
    /** When it came, in milliseconds since the Unix epoch. */
    at: z.number(),
  }),
  z.object({
    kind: z.literal('interaction'),
    id: z.string().regex(/^\d{1,20}$/),
    applicationId: z.string().regex(/^\d{1,20}$/),
    /** Lets its holder answer this one interaction for fifteen minutes. Never logged. */
    token: z.string().min(1).max(2_000),
    at: z.number(),
  }),
]);

/** True as long as it can still be answered: fifteen minutes, by which an interaction's token dies. */
export function isStillOpen({ at }: OpenQuestion, now: number): boolean {
  return at <= now && now - at < INTERACTION_LIFETIME_MS;
}
