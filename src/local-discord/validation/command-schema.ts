import { ApplicationCommandOptionType, ApplicationCommandType, Locale } from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { addFormIssue, countCharacters, createTextSchema, type IssueSink } from './text-schema.ts';

const { command: limits } = LIMITS;
const kinds = ApplicationCommandOptionType;
/** interactions/application-commands.mdx, Application Command Naming. */
const CHAT_INPUT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** A text by language; the keys are reference.mdx, Locales. */
const localize = (text: z.ZodType<string>) => z.partialRecord(z.enum(Locale), text).nullish();
const description = createTextSchema({ min: 1, max: limits.description });
const chatInputName = createTextSchema({ min: 1, max: limits.name }).superRefine((name, context) => {
  if (CHAT_INPUT_NAME.test(name) && name === name.toLowerCase()) return;
  addFormIssue(context, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
});

const localizedNames = localize(chatInputName);
const localizedDescriptions = localize(description);

const choice = z.object({
  name: createTextSchema({ min: 1, max: limits.choiceName }),
  name_localizations: localize(createTextSchema({ min: 1, max: limits.choiceName })),
  value: z.union([createTextSchema({ min: 1, max: limits.choiceValue }), z.number()]),
});

const optionBase = {
  type: z.union(
    [
      kinds.String,
      kinds.Integer,
      kinds.Boolean,
      kinds.User,
      kinds.Channel,
      kinds.Role,
      kinds.Mentionable,
      kinds.Number,
      kinds.Attachment,
    ].map((kind) => z.literal(kind)),
  ),
  name: chatInputName,
  name_localizations: localizedNames,
  description,
  description_localizations: localizedDescriptions,
  required: z.boolean().nullish(),
  choices: z.array(choice).max(limits.choices).nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: z.int().min(0).max(limits.stringOption).nullish(),
  max_length: z.int().min(1).max(limits.stringOption).nullish(),
  autocomplete: z.boolean().nullish(),
  channel_types: z.array(z.int()).nullish(),
};

const parameter = z.object(optionBase).superRefine((option, context) => {
  if (option.autocomplete && (option.choices ?? []).length > 0) {
    const message = 'Choices cannot be present when autocomplete is true';
    addFormIssue(context, 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', message, ['choices']);
  }
});
const parameters = z.array(parameter).max(limits.options).superRefine(checkOrder).nullish();
const named = {
  name: chatInputName,
  name_localizations: localizedNames,
  description,
  description_localizations: localizedDescriptions,
  required: z.literal(false).nullish(),
};
const subcommand = z.object({ ...named, type: z.literal(kinds.Subcommand), options: parameters });
const group = z.object({
  ...named,
  type: z.literal(kinds.SubcommandGroup),
  options: z.array(subcommand).min(1).max(limits.options),
});

const shared = {
  default_member_permissions: z.union([z.string().regex(/^\d+$/), z.int().transform(String)]).nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  integration_types: z.array(z.int().min(0).max(1)).nullish(),
  contexts: z.array(z.int().min(0).max(2)).nullish(),
};
const chatInput = z.object({
  ...shared,
  type: z.literal(ApplicationCommandType.ChatInput),
  name: chatInputName,
  name_localizations: localizedNames,
  description,
  description_localizations: localizedDescriptions,
  options: z
    .array(z.discriminatedUnion('type', [parameter, subcommand, group]))
    .max(limits.options)
    .superRefine(checkOrder)
    .nullish(),
});
const contextMenu = (type: ApplicationCommandType.User | ApplicationCommandType.Message) =>
  z.object({
    ...shared,
    type: z.literal(type),
    name: createTextSchema({ min: 1, max: limits.name }),
    name_localizations: localize(createTextSchema({ min: 1, max: limits.name })),
    description: z.literal('').nullish(),
    options: z.array(z.never()).nullish(),
  });

/** A command to register; without a type it is a slash command. */
export const commandSchema = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !('type' in value)
      ? { ...value, type: ApplicationCommandType.ChatInput }
      : value,
  z
    .discriminatedUnion('type', [
      chatInput,
      contextMenu(ApplicationCommandType.User),
      contextMenu(ApplicationCommandType.Message),
    ])
    .superRefine((command, context) => {
      if (countCommandCharacters(command) <= limits.total) return;
      const message = `Command exceeds maximum size (${limits.total})`;
      addFormIssue(context, 'APPLICATION_COMMAND_TOO_LARGE', message);
    }),
);

/** A checked command. */
export type CommandForm = z.output<typeof commandSchema>;

/** All commands of a scope at once; names are unique within a type. */
export const commandListSchema = z.array(commandSchema).superRefine((commands, context) => {
  const seen = new Set<string>();
  commands.forEach((command, index) => {
    const key = `${command.type} ${command.name}`;
    if (seen.has(key)) {
      const message = 'Application command names must be unique';
      addFormIssue(context, 'APPLICATION_COMMANDS_DUPLICATE_NAME', message, [index, 'name']);
    }
    seen.add(key);
  });
});

function checkOrder(
  options: readonly { readonly name: string; readonly required?: boolean | null | undefined }[],
  context: IssueSink,
): void {
  options.forEach((option, index) => {
    if (index > 0 && option.required && !options[index - 1]?.required) {
      const message = 'Required options must be placed before non-required options';
      addFormIssue(context, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message, [index]);
    }
    if (options.findIndex((other) => other.name === option.name) !== index) {
      const message = 'Option name already exists in array';
      addFormIssue(context, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message, [index, 'name']);
    }
  });
}

interface CountedNode {
  readonly name?: string | null | undefined;
  readonly name_localizations?: Translations;
  readonly description?: string | null | undefined;
  readonly description_localizations?: Translations;
  readonly value?: string | number | undefined;
  readonly options?: readonly CountedNode[] | null | undefined;
  readonly choices?: readonly CountedNode[] | null | undefined;
}

type Translations = Readonly<Partial<Record<Locale, string>>> | null | undefined;

/** Name, description and values, over all options; of a text with translations, the longest counts. */
function countCommandCharacters(node: CountedNode): number {
  const own = typeof node.value === 'string' ? countCharacters(node.value) : 0;
  const texts = countLongest(node.name, node.name_localizations);
  const described = countLongest(node.description, node.description_localizations);
  const children = [...(node.options ?? []), ...(node.choices ?? [])];
  return children.reduce((sum, child) => sum + countCommandCharacters(child), own + texts + described);
}

function countLongest(text: string | null | undefined, translations: Translations): number {
  return Math.max(...[text ?? '', ...Object.values(translations ?? {})].map(countCharacters));
}
