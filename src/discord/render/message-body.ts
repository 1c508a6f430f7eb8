import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIEmbed,
} from 'discord.js';
import { writeCustomId, type ButtonAction } from '../custom-id.ts';
import { MAX_BUTTONS_IN_ROW } from '../limits.ts';

/** The part of a message that rendering decides; it can be sent, and put in the place of another. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIButtonComponent>[];
}

/** A message of our own words only, which need no escaping. */
export function createNotice(content: string): MessageBody {
  return { content, embeds: [], components: [] };
}

/**
 * One row of all buttons where they fit, else a row of the first five of each group; no row where there are none.
 * Discord refuses two buttons of one `custom_id`.
 */
export function createRows(
  ...groups: readonly (readonly APIButtonComponent[])[]
): APIActionRowComponent<APIButtonComponent>[] {
  const seen = new Set<string>();
  const unique = groups.map((group) => group.filter((button) => isNew(button, seen)));
  const all = unique.flat();
  return (all.length <= MAX_BUTTONS_IN_ROW ? [all] : unique)
    .filter((buttons) => buttons.length > 0)
    .map((buttons) => ({
      type: ComponentType.ActionRow,
      components: buttons.slice(0, MAX_BUTTONS_IN_ROW),
    }));
}

function isNew(button: APIButtonComponent, seen: Set<string>): boolean {
  if (!('custom_id' in button)) return true;
  const { size } = seen;
  return seen.add(button.custom_id).size > size;
}

/** A button that does something here. */
export function createButton(
  label: string,
  action: ButtonAction,
  options: { readonly primary?: boolean; readonly disabled?: boolean } = {},
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: options.primary === true ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label,
    custom_id: writeCustomId(action),
    disabled: options.disabled ?? false,
  };
}

/** A button that opens a page. `url` is one that a button takes. */
export function createLinkButton(label: string, url: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label, url };
}
