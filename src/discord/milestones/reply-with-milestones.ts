import { MessageFlags, type ChatInputCommandInteraction, type InteractionEditReplyOptions } from 'discord.js';
import type { MilestoneEntry, MilestoneQuery } from '../../answers/milestone-desk.ts';
import { findMissingHere } from '../asking/find-missing-here.ts';
import type { BotContext } from '../bot-context.ts';
import { tellPrivately } from '../failures/tell-privately.ts';
import { MAX_CONTENT_LENGTH } from '../limits.ts';
import { NOTICES, renderTooFast } from '../notices.ts';
import { renderMissingPermissions } from '../permissions.ts';
import type { MilestoneSetting } from '../render/render-milestones.ts';
import { renderLine } from '../render/render-source.ts';
import type { MILESTONE_OPTIONS } from '../schemas/milestone-options.ts';
import { readArguments } from '../schemas/read-arguments.ts';
import { askMilestones } from './ask-milestones.ts';
import { cleanQuery } from './query-lines.ts';

type SearchSchema = Parameters<typeof readArguments>[1] & { readonly options: typeof MILESTONE_OPTIONS };

/** What `/milestones` and `/timeline` make of the milestones that were found. */
export type RenderFound = (
  entries: readonly MilestoneEntry[],
  query: MilestoneQuery,
  setting: MilestoneSetting,
) => InteractionEditReplyOptions | Promise<InteractionEditReplyOptions>;

/**
 * Looks milestones up as the options say, and replies with them to everyone. Discord settles at the deferral who sees a
 * reply, and what will be found is not known by then: so the deferral is public, and for a refusal it is taken away
 * and a private sentence follows. Nobody but the asker reads of a mistake; the others see "thinking …" come and go.
 */
export async function replyWithMilestones(
  interaction: ChatInputCommandInteraction,
  schema: SearchSchema,
  context: BotContext,
  render: RenderFound,
): Promise<void> {
  const admission = context.desk.admit(interaction.user.id, interaction);
  if (admission.outcome !== 'admitted') {
    await tellPrivately(
      interaction,
      admission.outcome === 'too-fast' ? renderTooFast(admission.seconds) : NOTICES[admission.outcome],
    );
    return;
  }
  try {
    const setting = await deferMilestones(interaction);
    const query = cleanQuery(readArguments(interaction, schema));
    const reply = await admission.run(async () => {
      const findings = await askMilestones(query, context.library);
      return findings.outcome === 'refused' ? findings : render(findings.entries, query, setting);
    });
    if ('outcome' in reply) await tellPrivately(interaction, renderLine(reply.text, MAX_CONTENT_LENGTH));
    else await interaction.editReply(reply);
    context.logger.info(
      {
        interactionId: interaction.id,
        command: interaction.commandName,
        outcome: 'outcome' in reply ? reply.reason : 'found',
      },
      'milestones looked up',
    );
  } finally {
    admission.leave();
  }
}

/** Defers: publicly, or privately with the reason where the bot may not answer in the channel. */
export async function deferMilestones(interaction: ChatInputCommandInteraction): Promise<MilestoneSetting> {
  const missing = findMissingHere(interaction);
  const isPrivate = missing.length > 0;
  await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  return {
    askerId: interaction.user.id,
    audience: isPrivate ? 'asker' : 'everyone',
    note: isPrivate ? `Only you see this. ${renderMissingPermissions(missing, 'this channel')}` : null,
    locale: interaction.locale,
  };
}
