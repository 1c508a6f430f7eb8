import type { Hono } from 'hono';
import { z } from 'zod';
import { FAULT_KINDS, type FaultSwitch } from '../fault-switch.ts';

const schema = z.object({ kind: z.enum(FAULT_KINDS) });

/** "Break things", and mending them. */
export function addFaultRoutes(app: Hono, faults: FaultSwitch): void {
  app.post('/playground/faults', async (context) => {
    const body: unknown = await context.req.json().catch(() => null);
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      const message = `Send JSON such as {"kind": "delay"}, with one of ${FAULT_KINDS.join(', ')}.`;
      return context.json({ message }, 400);
    }
    faults.apply(parsed.data.kind);
    return context.body(null, 204);
  });
}
