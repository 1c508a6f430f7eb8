import { completeSearch } from '../milestones/complete-search.ts';
import { replyWithMilestones } from '../milestones/reply-with-milestones.ts';
import { renderMilestonesPage } from '../render/render-milestones.ts';
import { MILESTONES_SCHEMA } from '../schemas/milestones.ts';
import type { ChatInputCommand } from './command.ts';

/** `/milestones [topic] [article] [from] [to]` */
export const milestonesCommand: ChatInputCommand = {
  schema: MILESTONES_SCHEMA,
  run: (interaction, context) =>
    replyWithMilestones(interaction, MILESTONES_SCHEMA, context, (entries, query, setting) =>
      renderMilestonesPage(entries, query, 0, setting),
    ),
  complete: completeSearch,
};
