import type { Milestone } from '../milestones/milestone.ts';
import type { ArticleHeader } from '../passages/passage.ts';

/** What to look for; every part that is given narrows the search. As a person typed it. */
export interface MilestoneQuery {
  /** Matched by meaning and by word. */
  readonly topic?: string;
  /** An article's id, or its title. */
  readonly article?: string;
  /** A year, month or day: `2009`, `March 2018`, `2025-08-22`. */
  readonly from?: string;
  readonly to?: string;
}

/** A milestone with what its footnote says. */
export interface MilestoneEntry {
  readonly milestone: Milestone;
  readonly article: ArticleHeader;
  readonly headingPath: readonly string[];
}

export type MilestoneRefusal =
  'from-unreadable' | 'to-unreadable' | 'from-after-to' | 'unknown-article' | 'nothing-found';

/** Found ones oldest first; a refusal is a value, with one plain sentence for the asker. */
export type MilestoneFindings =
  | { readonly outcome: 'found'; readonly entries: readonly MilestoneEntry[] }
  | { readonly outcome: 'refused'; readonly reason: MilestoneRefusal; readonly text: string };

/** The dated events of the current generation of the index; a part of what the edges are handed. */
export interface MilestoneDesk {
  findMilestones(query: MilestoneQuery): Promise<MilestoneFindings>;
  /** Undefined where the milestone is not in the current generation (any more). */
  findMilestone(milestoneId: string): MilestoneEntry | undefined;
  /** Entries whose title, date or article goes with what was typed so far, best first; from memory, for autocomplete. */
  suggestMilestones(typed: string, limit: number): readonly MilestoneEntry[];
}
