import type { Page } from '../page.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { callInteraction, INTERACTION } from './interact.ts';

/** A component that was used. */
export interface UsedComponent {
  readonly type: number;
  readonly customId: string;
  readonly label: string;
  /** What was chosen in a select. */
  readonly values?: readonly string[];
}

/** Presses a button or chooses in a select of a message. */
export function useComponent(page: Page, message: WireMessage, used: UsedComponent): void {
  callInteraction(
    page,
    {
      type: INTERACTION.component,
      applicationId: message.application_id ?? message.author.id,
      channelId: message.channel_id,
      messageId: message.id,
      messageFlags: message.flags ?? 0,
      data: {
        component_type: used.type,
        custom_id: used.customId,
        ...(used.values !== undefined && { type: used.type, values: used.values }),
      },
    },
    { label: used.label, messageId: message.id, customId: used.customId },
  );
}
