import { tellPrivately } from '../failures/tell-privately.ts';
import { findTypedMilestone, labelMilestone, listMilestoneChoices } from '../milestones/milestone-choices.ts';
import { deferMilestones } from '../milestones/reply-with-milestones.ts';
import { NOTICES } from '../notices.ts';
import { renderMilestone } from '../render/render-milestone.ts';
import { renderLine } from '../render/render-source.ts';
import { MILESTONE_SCHEMA } from '../schemas/milestone.ts';
import { readArguments } from '../schemas/read-arguments.ts';
import type { ChatInputCommand } from './command.ts';

const MAX_SUGGESTION_LENGTH = 200;

/** `/milestone name:…` */
export const milestoneCommand: ChatInputCommand = {
  schema: MILESTONE_SCHEMA,
  run: async (interaction, { library }) => {
    const setting = await deferMilestones(interaction);
    const { name } = readArguments(interaction, MILESTONE_SCHEMA);
    const { found, nearest } = findTypedMilestone(name, library, interaction.locale);
    if (found === undefined) {
      const label = nearest && labelMilestone(nearest, interaction.locale, MAX_SUGGESTION_LENGTH);
      const hint =
        label === undefined
          ? ' Type a word or a year, and choose from the list.'
          : ` Did you mean “${renderLine(label, 2 * MAX_SUGGESTION_LENGTH)}”?`;
      await tellPrivately(interaction, `There is no such milestone.${hint}`);
      return;
    }
    const passage = library.findPassage(found.milestone.passageId);
    if (passage === undefined) await tellPrivately(interaction, NOTICES.milestoneGone);
    else await interaction.editReply(renderMilestone(found, passage, setting));
  },
  complete: async (interaction, { library }) => {
    const typed = interaction.options.getFocused();
    await interaction.respond([...listMilestoneChoices(typed, library, interaction.locale)]);
  },
};
