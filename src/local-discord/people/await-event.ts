import { refuse } from '../refuse.ts';
import type { World } from '../state/world.ts';
import type { WorldEvents } from '../state/world-events.ts';

export interface AwaitEventOptions<Name extends keyof WorldEvents> {
  /** Which events fit. @default all */
  readonly where?: (event: WorldEvents[Name][0]) => boolean;
  /** @default 10_000 */
  readonly timeoutMs?: number;
}

/** Waits for the next event that fits. Throws when none comes in time. */
export function awaitEvent<Name extends keyof WorldEvents>(
  world: World,
  name: Name,
  { where = () => true, timeoutMs = 10_000 }: AwaitEventOptions<Name> = {},
): Promise<WorldEvents[Name][0]> {
  return new Promise((resolve, reject) => {
    const events = world.events as unknown as {
      on(name: string, listener: (event: WorldEvents[Name][0]) => void): void;
      off(name: string, listener: (event: WorldEvents[Name][0]) => void): void;
    };
    const stop = (): void => {
      events.off(name, listen);
      world.events.off('closed', abandon);
      cancel();
    };
    const listen = (event: WorldEvents[Name][0]): void => {
      if (!where(event)) return;
      stop();
      resolve(event);
    };
    const abandon = (): void => {
      stop();
      reject(refuse('Local Discord was closed meanwhile.'));
    };
    const cancel = world.timers.start(timeoutMs, () => {
      stop();
      reject(refuse(`There was no such event "${name}" within ${timeoutMs} ms.`));
    });
    events.on(name, listen);
    world.events.on('closed', abandon);
  });
}
