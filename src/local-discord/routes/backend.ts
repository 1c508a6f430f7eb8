import type { Hono } from 'hono';
import type { Gateway } from '../gateway/gateway.ts';
import type { UserRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';
import type { FaultPlan } from './faults.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** What the REST routes work on. */
export interface Backend {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: FaultPlan;
  readonly rateLimiter: RateLimiter;
}

/** The routes, and who asks: the bot, or a person whose client does. */
export type Api = Hono<{ Variables: { actor: UserRecord } }>;
