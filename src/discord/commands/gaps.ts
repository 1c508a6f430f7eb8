import { MessageFlags } from 'discord.js';
import { drawWeekInThread } from '../../feedback/week/draw-week-in-thread.ts';
import type { Week, WeekPicture } from '../../feedback/week/week-picture.ts';
import type { BotContext } from '../bot-context.ts';
import { describeError } from '../failures/describe-error.ts';
import { refuseUnlessManager } from '../management/refuse-unless-manager.ts';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { renderGaps } from '../render/render-gaps.ts';
import { GAPS_SCHEMA } from '../schemas/gaps.ts';
import type { ChatInputCommand } from './command.ts';

/** `/gaps`, only for the one who asks, and only of the server where they ask. */
export const gapsCommand: ChatInputCommand = {
  schema: GAPS_SCHEMA,
  run: async (interaction, context) => {
    if (await refuseUnlessManager(interaction)) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { feedback } = context;
    const { keptDays } = feedback;
    const report = await feedback.findGaps(interaction.guildId ?? '');
    if (keptDays === null || report === null) {
      const words = feedback.describe().status === 'off' ? NOTICES.logOff : NOTICES.logUnavailable;
      await interaction.editReply(createNotice(words));
      return;
    }
    const picture = report.questions === 0 ? null : await drawIfPossible(report.week, context);
    await interaction.editReply(renderGaps(report, picture, keptDays));
  },
};

/** Without the picture, the list still tells what matters. */
async function drawIfPossible(week: Week, { logger }: BotContext): Promise<WeekPicture | null> {
  try {
    return await drawWeekInThread(week);
  } catch (error) {
    logger.error({ err: describeError(error) }, 'the picture of the week could not be drawn');
    return null;
  }
}
