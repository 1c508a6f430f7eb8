import { expect, it } from 'vitest';
import * as limits from '../../src/discord/limits.ts';
import { DEFAULT_OPTIONS } from '../../src/local-discord/options.ts';
import { LIMITS } from '../../src/local-discord/limits.ts';

it('knows the same limits as the Discord on loopback, which were read from the documentation apart', () => {
  const { message, embed, component, command, interaction } = LIMITS;
  expect(limits).toMatchObject({
    MAX_CONTENT_LENGTH: message.content,
    MAX_NONCE_LENGTH: message.nonce,
    MAX_EMBEDS: embed.perMessage,
    MAX_EMBED_TITLE_LENGTH: embed.title,
    MAX_EMBED_DESCRIPTION_LENGTH: embed.description,
    MAX_EMBED_FIELDS: embed.fields,
    MAX_FIELD_NAME_LENGTH: embed.fieldName,
    MAX_FIELD_VALUE_LENGTH: embed.fieldValue,
    MAX_EMBED_FOOTER_LENGTH: embed.footer,
    MAX_EMBEDS_TOTAL_LENGTH: embed.total,
    MAX_BUTTONS_IN_ROW: component.buttonsPerRow,
    MAX_BUTTON_LABEL_LENGTH: component.label,
    MAX_BUTTON_URL_LENGTH: component.url,
    MAX_CUSTOM_ID_LENGTH: component.customId,
    MAX_CHOICES: interaction.autocompleteChoices,
    MAX_CHOICE_LENGTH: command.choiceName,
    MAX_COMMAND_DESCRIPTION_LENGTH: command.description,
    MAX_COMMAND_TOTAL_LENGTH: command.total,
    FIRST_RESPONSE_MS: DEFAULT_OPTIONS.firstResponseDeadlineMs,
    INTERACTION_LIFETIME_MS: interaction.tokenLifetimeMs,
  });
});

it('asks for no longer question than an option may hold', () => {
  expect(limits.MAX_QUESTION_OPTION_LENGTH).toBeLessThanOrEqual(LIMITS.command.stringOption);
});
