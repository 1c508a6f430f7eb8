import { setTimeout as sleep } from 'node:timers/promises';
import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import type { Library } from '../../answers/library.ts';
import { describeError } from '../failures/describe-error.ts';
import { INTERACTION_LIFETIME_MS } from '../limits.ts';
import type { RebuildReport } from '../management/rebuild.ts';
import { refuseUnlessManager } from '../management/refuse-unless-manager.ts';
import { NOTICES } from '../notices.ts';
import { createNotice, type MessageBody } from '../render/message-body.ts';
import { renderRebuildProgress, renderRebuildReport } from '../render/render-rebuild.ts';
import { REINDEX_SCHEMA } from '../schemas/reindex.ts';
import type { ChatInputCommand } from './command.ts';

/** Least time between two edits of the reply, in milliseconds. */
const EDIT_EVERY_MS = 3_000;
/** When the last word is said of a rebuild that goes on: a minute before the reply can be edited no more. */
const LAST_WORD_MS = INTERACTION_LIFETIME_MS - 60_000;
/** How long the new index may take until it is in use, in milliseconds. */
const TAKE_UP_MS = 15_000;
const LOOK_MS = 200;

/** `/reindex`, only for the one who asks; one at a time. */
export const reindexCommand: ChatInputCommand = {
  schema: REINDEX_SCHEMA,
  run: async (interaction, { rebuilds, library, logger }) => {
    if (await refuseUnlessManager(interaction)) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const reply = createProgressReply(interaction);
    const running = rebuilds.begin((phase, done, total) => {
      reply.show(renderRebuildProgress(phase, done, total));
    });
    if (running === null) {
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
    if (Date.now() - interaction.createdTimestamp > LAST_WORD_MS) return;
    await interaction.editReply(renderRebuildReport(report, await awaitTakeUp(report, library)));
  },
};

interface ProgressReply {
  /** Shows the latest, not too often. */
  show(body: MessageBody): void;
  stop(): void;
}

/** Edits the reply while the rebuild goes on, and says once that it outlives the reply. */
function createProgressReply(interaction: ChatInputCommandInteraction): ProgressReply {
  let lastEditAt = 0;
  let isOver = false;
  const edit = (body: MessageBody): void => {
    // Progress is a nicety: the end is told anyhow, and that edit's failure is reported.
    interaction.editReply(body).catch((error: unknown) => {
      interaction.client.emit('debug', `progress could not be shown: ${describeError(error).message}`);
    });
  };
  const lastWord = setTimeout(
    () => {
      isOver = true;
      edit(createNotice(NOTICES.rebuildGoesOn));
    },
    Math.max(0, interaction.createdTimestamp + LAST_WORD_MS - Date.now()),
  );
  return {
    show: (body) => {
      const now = Date.now();
      if (isOver || now - lastEditAt < EDIT_EVERY_MS) return;
      lastEditAt = now;
      edit(body);
    },
    stop: () => {
      isOver = true;
      clearTimeout(lastWord);
    },
  };
}

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
