import { setTimeout as sleep } from 'node:timers/promises';
import { MessageFlags } from 'discord.js';
import type { Library } from '../../answers/library.ts';
import { describeError } from '../failures/describe-error.ts';
import { createProgressReply } from '../management/progress-reply.ts';
import type { RebuildReport } from '../management/rebuild.ts';
import { refuseUnlessManager } from '../management/refuse-unless-manager.ts';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { renderRebuildProgress, renderRebuildReport } from '../render/render-rebuild.ts';
import { REINDEX_SCHEMA } from '../schemas/reindex.ts';
import type { ChatInputCommand } from './command.ts';

/** How long the new index may take until it is in use, in milliseconds. */
const TAKE_UP_MS = 15_000;
const LOOK_MS = 200;

/** `/reindex`, only for the one who asks; one at a time. */
export const reindexCommand: ChatInputCommand = {
  schema: REINDEX_SCHEMA,
  run: async (interaction, { rebuilds, library, logger }) => {
    if (await refuseUnlessManager(interaction)) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const reply = createProgressReply({
      createdAt: interaction.createdTimestamp,
      edit: (body) => {
        // Progress is a nicety: the end is told anyhow, and a failure of that edit is reported.
        interaction.editReply(body).catch((error: unknown) => {
          logger.debug({ err: describeError(error) }, 'progress of a rebuild could not be shown');
        });
      },
    });
    const running = rebuilds.begin((phase, done, total) => {
      reply.show(renderRebuildProgress(phase, done, total));
    });
    if (running === null) {
      reply.stop();
      await interaction.editReply(createNotice(rebuilds.isOffered ? NOTICES.rebuilding : NOTICES.noRebuild));
      return;
    }
    logger.info(
      { interactionId: interaction.id, userId: interaction.user.id },
      'rebuild of the index begins',
    );
    const report = await running.finally(() => {
      reply.stop();
    });
    logger.info({ interactionId: interaction.id, report }, 'rebuild of the index ended');
    if (reply.hasSaidLastWord()) return;
    await interaction.editReply(renderRebuildReport(report, await awaitTakeUp(report, library)));
  },
};

/** Whether the bot answers from the new index: it is noticed and opened by itself, a moment after it was written. */
async function awaitTakeUp(report: RebuildReport, library: Library): Promise<boolean> {
  if (report.outcome !== 'built') return false;
  const endsAt = Date.now() + TAKE_UP_MS;
  while (Date.now() < endsAt) {
    if (library.describe().generation === report.generation) return true;
    await sleep(LOOK_MS);
  }
  return false;
}
