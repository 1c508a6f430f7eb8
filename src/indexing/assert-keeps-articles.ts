import { FootnoteError } from '../errors.ts';
import type { Manifest } from '../retrieval/manifest.ts';
import type { PreparedBuild } from './prepare-build.ts';

/** A build that loses a larger share of the articles is more likely a mistake than meant. */
const MAX_LOST_SHARE = 0.5;

/** How many of the lost articles a message names. */
const MAX_NAMED = 3;

/**
 * Refuses a build that would lose more than half of the articles of the current index.
 * @throws FootnoteError 'build-refused', which says how many, why, and what to do.
 */
export function assertKeepsArticles(
  current: Manifest | null,
  { plan, rejected }: Pick<PreparedBuild, 'plan' | 'rejected'>,
): void {
  const lost = plan.articles.removed;
  const count = current?.articles.length ?? 0;
  if (lost.length <= count * MAX_LOST_SHARE) return;
  const paths = new Set(rejected.map(({ path }) => path));
  const unreadable = lost.filter((id) => paths.has(id)).length;
  const named = lost.slice(0, MAX_NAMED).join(', ') + (lost.length > MAX_NAMED ? ', …' : '');
  const message =
    `The build would lose ${lost.length} of the ${count} articles of the index (${named}): ` +
    `${lost.length - unreadable} are no longer in the corpus folder, ${unreadable} cannot be read any more. ` +
    'Look whether --corpus names the right folder; if this is meant, run "npm run index -- --force". The index is as it was.';
  throw new FootnoteError(message, { code: 'build-refused' });
}
