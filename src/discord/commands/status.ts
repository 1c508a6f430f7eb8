import { MessageFlags, Routes, type Client, type RESTGetAPIGatewayBotResult } from 'discord.js';
import { refuseUnlessManager } from '../management/refuse-unless-manager.ts';
import { renderStatus } from '../render/render-status.ts';
import { STATUS_SCHEMA } from '../schemas/status.ts';
import type { ChatInputCommand } from './command.ts';

/** How long Discord may take to tell how many logins are left, in milliseconds. */
const ASK_TIMEOUT_MS = 2_000;

/** `/status`, only for the one who asks. */
export const statusCommand: ChatInputCommand = {
  schema: STATUS_SCHEMA,
  run: async (interaction, context) => {
    if (await refuseUnlessManager(interaction)) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const gateway = context.gateway.describe();
    const status = {
      version: context.version,
      facts: context.library.describe(),
      gateway,
      counts: context.record.describe(),
      queue: context.desk.describe(),
      feedback: context.feedback.describe(),
      rebuildingSince: context.rebuilds.since,
      sessionsLeft: (await askSessionsLeft(interaction.client)) ?? gateway.startsLeft,
    };
    await interaction.editReply(renderStatus(status, Date.now()));
  },
};

/** Null where Discord does not say it in time: the rest can be told without it. */
async function askSessionsLeft(client: Client): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(ASK_TIMEOUT_MS);
    const { session_start_limit: limit } = (await client.rest.get(Routes.gatewayBot(), {
      signal,
    })) as RESTGetAPIGatewayBotResult;
    return limit.remaining;
  } catch {
    return null;
  }
}
