import { ComponentType } from 'discord.js';
import { expect } from 'vitest';
import {
  MAX_BUTTON_LABEL_LENGTH,
  MAX_BUTTON_URL_LENGTH,
  MAX_BUTTONS_IN_ROW,
  MAX_CONTENT_LENGTH,
  MAX_CUSTOM_ID_LENGTH,
  MAX_EMBED_DESCRIPTION_LENGTH,
  MAX_EMBED_FIELDS,
  MAX_EMBED_FOOTER_LENGTH,
  MAX_EMBED_TITLE_LENGTH,
  MAX_EMBEDS,
  MAX_EMBEDS_TOTAL_LENGTH,
  MAX_FIELD_NAME_LENGTH,
  MAX_FIELD_VALUE_LENGTH,
} from '../../../src/discord/limits.ts';
import type { MessageBody } from '../../../src/discord/render/message-body.ts';

/** A text that Discord takes: not blank, not too long. */
function expectText(text: string | undefined, maxLength: number): number {
  if (text === undefined) return 0;
  expect(text.trim()).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(maxLength);
  return text.length;
}

/** Everything that Discord refuses a message for. */
export function expectWithinLimits(body: MessageBody): void {
  expect(body.content.length).toBeLessThanOrEqual(MAX_CONTENT_LENGTH);
  expect(body.content.trim() !== '' || body.embeds.length > 0).toBe(true);
  expect(body.embeds.length).toBeLessThanOrEqual(MAX_EMBEDS);
  let total = 0;
  for (const { title, description, fields = [], footer } of body.embeds) {
    expect(title ?? description ?? fields[0]).toBeDefined();
    expect(fields.length).toBeLessThanOrEqual(MAX_EMBED_FIELDS);
    total += expectText(title, MAX_EMBED_TITLE_LENGTH);
    total += expectText(description, MAX_EMBED_DESCRIPTION_LENGTH);
    total += expectText(footer?.text, MAX_EMBED_FOOTER_LENGTH);
    for (const { name, value } of fields) {
      total += expectText(name, MAX_FIELD_NAME_LENGTH) + expectText(value, MAX_FIELD_VALUE_LENGTH);
    }
  }
  expect(total).toBeLessThanOrEqual(MAX_EMBEDS_TOTAL_LENGTH);
  const ids = new Set<string>();
  for (const { components } of body.components) {
    expect(components.length).toBeGreaterThan(0);
    expect(components.length).toBeLessThanOrEqual(MAX_BUTTONS_IN_ROW);
    for (const button of components) {
      expect(button.type).toBe(ComponentType.Button);
      if ('label' in button) expectText(button.label, MAX_BUTTON_LABEL_LENGTH);
      if ('url' in button) {
        expectText(button.url, MAX_BUTTON_URL_LENGTH);
        expect(button.url).toMatch(/^https?:\/\//);
      }
      if ('custom_id' in button) {
        expectText(button.custom_id, MAX_CUSTOM_ID_LENGTH);
        expect(ids.has(button.custom_id)).toBe(false);
        ids.add(button.custom_id);
      }
    }
  }
}
