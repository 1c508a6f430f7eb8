import type { Context, Next } from 'hono';
import type { UserRecord } from '../state/records.ts';
import { createApiError } from '../api-error.ts';

type ActorContext = Context<{ Variables: { actor: UserRecord } }>;

/** Lets the bot through. Throws 20002 for a person's client. */
export async function requireBot(context: ActorContext, next: Next): Promise<void> {
  if (context.var.actor.user.bot !== true) throw createApiError(20002);
  await next();
}

/** Lets a person's client through. Throws 20001 for the bot. */
export async function requirePerson(context: ActorContext, next: Next): Promise<void> {
  if (context.var.actor.user.bot === true) throw createApiError(20001);
  await next();
}
