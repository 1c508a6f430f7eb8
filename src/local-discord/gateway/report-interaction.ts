import type { InteractionRecord } from '../interactions/interaction-record.ts';
import type { World } from '../state/world.ts';
import type { GatewaySession } from './gateway-session.ts';

/** Why an interaction failed, in the numbers that a person's client gets: there was no response in time. */
const REASON_TIMEOUT = 2;

/**
 * Tells a person's client what becomes of an interaction: that it is under way, and then its suggestions, its form, that
 * it was responded to, or that it failed. What it shows comes as messages.
 */
export function reportInteraction(
  world: World,
  session: GatewaySession,
  record: InteractionRecord,
  nonce: string | number | null,
): void {
  const { id, channelId, guildId, changes } = record;
  session.dispatch('INTERACTION_CREATE', { id, nonce });
  const report = (): void => {
    if (record.state === 'pending') return;
    changes.off('change', report);
    if (record.state === 'failed') {
      session.dispatch('INTERACTION_FAILURE', { id, nonce, reason_code: REASON_TIMEOUT });
      return;
    }
    if (record.choices !== null) {
      session.dispatch('APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE', { choices: record.choices, nonce });
      return;
    }
    if (record.modal !== null) {
      const { user } = world.bot;
      session.dispatch('INTERACTION_MODAL_CREATE', {
        ...record.modal,
        id,
        nonce,
        channel_id: channelId,
        ...(guildId !== null && { guild_id: guildId }),
        application: { id: world.applicationId, name: user.username, icon: null, description: '', bot: user },
      });
    }
    session.dispatch('INTERACTION_SUCCESS', { id, nonce });
  };
  changes.on('change', report);
}
