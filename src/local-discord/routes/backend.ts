import type { Gateway } from '../gateway/gateway.ts';
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
