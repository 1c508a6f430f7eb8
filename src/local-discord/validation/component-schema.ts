import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { addFormIssue, createTextSchema, createUrlSchema } from './text-schema.ts';

const { component: limits } = LIMITS;
const id = z.int().min(0).nullish();
const customId = createTextSchema({ min: 1, max: limits.customId });
const emoji = z.object({
  id: z.string().nullish(),
  name: z.string().nullish(),
  animated: z.boolean().nullish(),
});

/** A button: an action with `custom_id`, or a link with `url`. */
export const buttonSchema = z
  .object({
    type: z.literal(ComponentType.Button),
    id,
    style: z.union([
      z.literal(ButtonStyle.Primary),
      z.literal(ButtonStyle.Secondary),
      z.literal(ButtonStyle.Success),
      z.literal(ButtonStyle.Danger),
      z.literal(ButtonStyle.Link),
    ]),
    label: createTextSchema({ max: limits.label }).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.nullish(),
    url: createUrlSchema(['http:', 'https:', 'discord:'], limits.url).nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((button, context) => {
    const isLink = button.style === ButtonStyle.Link;
    const wanted = isLink ? 'url' : 'custom_id';
    const other = isLink ? 'custom_id' : 'url';
    if ((button[wanted] ?? '') === '') {
      addFormIssue(context, 'BASE_TYPE_REQUIRED', `A ${wanted} is required`, [wanted]);
    }
    if ((button[other] ?? '') !== '') {
      addFormIssue(context, 'COMPONENT_CUSTOM_ID_AND_URL', 'A custom id and url cannot both be specified', [
        other,
      ]);
    }
    if ((button.label ?? '') === '' && !button.emoji) {
      addFormIssue(context, 'BUTTON_COMPONENT_INVALID_LABEL', 'A label or emoji is required', ['label']);
    }
  });

const selectOption = z.object({
  label: createTextSchema({ min: 1, max: limits.selectText }),
  value: createTextSchema({ min: 1, max: limits.selectText }),
  description: createTextSchema({ max: limits.selectText }).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

/** A menu of the bot's own options. */
export const stringSelectSchema = z
  .object({
    type: z.literal(ComponentType.StringSelect),
    id,
    custom_id: customId,
    options: z.array(selectOption).min(1).max(limits.selectOptions),
    placeholder: createTextSchema({ max: limits.placeholder }).nullish(),
    min_values: z.int().min(0).max(limits.selectOptions).nullish(),
    max_values: z.int().min(1).max(limits.selectOptions).nullish(),
    required: z.boolean().nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((select, context) => {
    const values = select.options.map((option) => option.value);
    values.forEach((value, index) => {
      if (values.indexOf(value) === index) return;
      const message = 'The specified option value is already used';
      addFormIssue(context, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message, ['options', index, 'value']);
    });
    const most = select.max_values ?? 1;
    if (most > values.length) {
      addFormIssue(
        context,
        'SELECT_COMPONENT_MAX_VALUES',
        `Value must be at most the number of options (${values.length}).`,
        ['max_values'],
      );
    }
  });

/** A button or menu of a row. */
export const rowChildSchema = z.union([buttonSchema, stringSelectSchema]);

/** A row of up to five buttons, or one menu. */
export const actionRowSchema = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    id,
    components: z
      .array(z.discriminatedUnion('type', [buttonSchema, stringSelectSchema]))
      .superRefine((children, context) => {
        if (children.length >= 1 && children.length <= limits.buttonsPerRow) return;
        const message = `Must be between 1 and ${limits.buttonsPerRow} in length.`;
        addFormIssue(context, 'BASE_TYPE_BAD_LENGTH', message);
      }),
  })
  .superRefine((row, context) => {
    row.components.forEach((child, index) => {
      if (index === 0 || (child.type === ComponentType.Button && row.components[0]?.type === child.type))
        return;
      const message = 'The specified component exceeds the maximum width';
      addFormIssue(context, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message, ['components', index]);
    });
  });

/** A checked row. */
export type ActionRowForm = z.output<typeof actionRowSchema>;
