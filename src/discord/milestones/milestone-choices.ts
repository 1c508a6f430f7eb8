import type { MilestoneDesk, MilestoneEntry } from '../../answers/milestone-desk.ts';
import { renderDate } from '../../milestones/render-date.ts';
import { foldText } from '../../text/fold.ts';
import { truncateText } from '../../text/truncate.ts';
import { isPassageId } from '../custom-id.ts';
import { MAX_CHOICE_LENGTH, MAX_CHOICES } from '../limits.ts';
import { cleanLine } from '../render/clean-text.ts';

/** A choice as autocompletion takes it. */
export interface MilestoneChoice {
  readonly name: string;
  readonly value: string;
}

/** What a milestone is called: its title on one line, never blank. Untrusted, not escaped. */
export function nameMilestone({ milestone, article }: MilestoneEntry): string {
  const title = cleanLine(milestone.title) || cleanLine(milestone.text) || cleanLine(article.title);
  return milestone.kind === 'published' ? `Published: ${title || 'Untitled'}` : title || 'Untitled';
}

/** Date and name of a milestone on one line, in plain text, at most `maxLength` long. */
export function labelMilestone(entry: MilestoneEntry, locale: string, maxLength: number): string {
  return truncateText(`${renderDate(entry.milestone, locale)}: ${nameMilestone(entry)}`, maxLength);
}

/** The milestones that go with what was typed so far: at most 25, by their ids. */
export function listMilestoneChoices(
  typed: string,
  desk: Pick<MilestoneDesk, 'suggestMilestones'>,
  locale: string,
): readonly MilestoneChoice[] {
  return desk.suggestMilestones(cleanLine(typed), MAX_CHOICES).map((entry) => ({
    name: labelMilestone(entry, locale, MAX_CHOICE_LENGTH),
    value: entry.milestone.id,
  }));
}

/** What the milestones that go with what was typed so far are about: at most 25 titles, each once. */
export function listTopicChoices(
  typed: string,
  desk: Pick<MilestoneDesk, 'suggestMilestones'>,
): readonly MilestoneChoice[] {
  const topics = desk
    .suggestMilestones(cleanLine(typed), MAX_CHOICES)
    .map(({ milestone }) => truncateText(cleanLine(milestone.title), MAX_CHOICE_LENGTH))
    .filter((topic) => topic !== '');
  return [...new Set(topics)].map((topic) => ({ name: topic, value: topic }));
}

/** The milestone that a submitted value names; else the nearest. A person may send text that is no choice. */
export function findTypedMilestone(
  typed: string,
  desk: Pick<MilestoneDesk, 'suggestMilestones' | 'findMilestone'>,
  locale: string,
): { readonly found?: MilestoneEntry; readonly nearest?: MilestoneEntry } {
  const line = cleanLine(typed);
  const chosen = isPassageId(line) ? desk.findMilestone(line) : undefined;
  if (chosen !== undefined) return { found: chosen };
  const suggested = desk.suggestMilestones(line, MAX_CHOICES);
  const wanted = foldText(line);
  const found = suggested.find((entry) =>
    [nameMilestone(entry), labelMilestone(entry, locale, MAX_CHOICE_LENGTH), cleanLine(entry.milestone.title)]
      .map(foldText)
      .includes(wanted),
  );
  if (found !== undefined) return { found };
  const [nearest] = suggested;
  return nearest === undefined ? {} : { nearest };
}
