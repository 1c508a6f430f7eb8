import { MessageFlags } from 'discord.js';
import { tellPrivately } from '../failures/tell-privately.ts';
import { MAX_CONTENT_LENGTH } from '../limits.ts';
import { askMilestones } from '../milestones/ask-milestones.ts';
import { hashQuery, parseQueryLines } from '../milestones/query-lines.ts';
import { NOTICES } from '../notices.ts';
import { renderMilestonesPage } from '../render/render-milestones.ts';
import { renderLine } from '../render/render-source.ts';
import type { ButtonHandler } from './button.ts';

/**
 * "Previous" and "Next" of `/milestones`. The asker turns the page for everyone; anyone else gets it privately, with
 * buttons of their own, so that nobody's page turns under their eyes.
 */
export const turnMilestonesPage: ButtonHandler<'dates'> = async (interaction, action, context) => {
  const isAsker = interaction.user.id === action.askerId;
  const isPrivate = !isAsker || interaction.message.flags.has(MessageFlags.Ephemeral);
  if (isAsker) await interaction.deferUpdate();
  else await interaction.deferReply({ flags: MessageFlags.Ephemeral });

  const query = parseQueryLines(interaction.message.embeds[0]?.footer?.text ?? '');
  if (hashQuery(query) !== action.queryHash) {
    await tellPrivately(interaction, NOTICES.searchGone);
    return;
  }
  const findings = await askMilestones(query, context.library);
  if (findings.outcome === 'refused') {
    await tellPrivately(interaction, renderLine(findings.text, MAX_CONTENT_LENGTH));
    return;
  }
  const setting = {
    askerId: interaction.user.id,
    audience: isPrivate ? 'asker' : 'everyone',
    note: null,
    locale: interaction.locale,
  } as const;
  await interaction.editReply(renderMilestonesPage(findings.entries, query, action.page, setting));
};
