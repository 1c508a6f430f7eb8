import { completeSearch } from '../milestones/complete-search.ts';
import { drawTimeline } from '../milestones/draw-timeline.ts';
import { replyWithMilestones } from '../milestones/reply-with-milestones.ts';
import { TIMELINE_SCHEMA } from '../schemas/timeline.ts';
import type { ChatInputCommand } from './command.ts';

/** `/timeline [topic] [article] [from] [to]` */
export const timelineCommand: ChatInputCommand = {
  schema: TIMELINE_SCHEMA,
  run: (interaction, context) => replyWithMilestones(interaction, TIMELINE_SCHEMA, context, drawTimeline),
  complete: completeSearch,
};
