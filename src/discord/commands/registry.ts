import { aboutCommand } from './about.ts';
import { askCommand } from './ask.ts';
import type { ChatInputCommand, MessageCommand } from './command.ts';
import { findSourcesCommand } from './find-sources.ts';
import { forgetMeCommand } from './forget-me.ts';
import { gapsCommand } from './gaps.ts';
import { milestoneCommand } from './milestone.ts';
import { milestonesCommand } from './milestones.ts';
import { reindexCommand } from './reindex.ts';
import { sourcesCommand } from './sources.ts';
import { statusCommand } from './status.ts';
import { timelineCommand } from './timeline.ts';

/** Every command that is typed. */
export const CHAT_INPUT_COMMANDS: readonly ChatInputCommand[] = [
  askCommand,
  milestonesCommand,
  milestoneCommand,
  timelineCommand,
  sourcesCommand,
  aboutCommand,
  statusCommand,
  reindexCommand,
  gapsCommand,
  forgetMeCommand,
];

/** Every command in the menu of a message. */
export const MESSAGE_COMMANDS: readonly MessageCommand[] = [findSourcesCommand];
