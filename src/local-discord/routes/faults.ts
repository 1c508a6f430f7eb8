import { refuse } from '../refuse.ts';

/** What a faulty answer is. */
export interface FaultAnswer {
  /** HTTP status, e.g. 500 or 429. */
  readonly status: number;
  /** Discord's error code. @default 0 */
  readonly apiCode?: number;
  /** Wait that a 429 asks for, in milliseconds. @default 1000 */
  readonly retryAfterMs?: number;
  /** A 429 for everything, not only for this route. @default false */
  readonly global?: boolean;
  /** `text` is a page such as proxies send; `cut` breaks the connection instead of an answer. @default 'json' */
  readonly form?: 'json' | 'text' | 'cut';
  /** The request is carried out, and only its answer goes wrong. @default false */
  readonly isCarriedOut?: boolean;
  /** How many requests are answered so. @default 1 */
  readonly times?: number;
}

interface PlannedFault {
  readonly routes: readonly { readonly method: string; readonly segments: readonly string[] }[];
  readonly answer: FaultAnswer;
  left: number;
}

/** Faults on demand: answers that do not come from the routes, and slowness. */
export class FaultPlan {
  /** How long each request is held before it is looked at, in milliseconds. */
  delayMs = 0;
  readonly #planned: PlannedFault[] = [];

  /**
   * Plans the answer to the next requests of a route such as `POST /channels/:id/messages`, or of any of several; a
   * `:name` fits anything. Throws a `FootnoteError` for something that is no route.
   */
  plan(routes: string | readonly string[], answer: FaultAnswer): void {
    const parsed = [routes].flat().map((route) => {
      const [method = '', path = ''] = route.split(' ');
      if (!path.startsWith('/')) throw refuse(`"${route}" is no route such as "GET /users/@me".`);
      return { method, segments: path.split('/') };
    });
    this.#planned.push({ routes: parsed, answer, left: answer.times ?? 1 });
  }

  /** The planned answer for a request, if there is one, and how many of it are left; each is used up. */
  take(method: string, path: string): { readonly answer: FaultAnswer; readonly left: number } | undefined {
    const segments = path.split('/');
    const index = this.#planned.findIndex(({ routes }) =>
      routes.some(
        (route) =>
          route.method === method &&
          route.segments.length === segments.length &&
          route.segments.every((segment, at) => segment.startsWith(':') || segment === segments[at]),
      ),
    );
    const fault = this.#planned[index];
    if (fault === undefined) return undefined;
    fault.left -= 1;
    if (fault.left <= 0) this.#planned.splice(index, 1);
    return { answer: fault.answer, left: fault.left };
  }

  /** Forgets what is planned and has not been used up. */
  forget(): void {
    this.#planned.length = 0;
  }
}
