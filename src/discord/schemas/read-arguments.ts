import type {
  ApplicationCommandOptionType,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';

interface Values {
  [ApplicationCommandOptionType.String]: string;
  [ApplicationCommandOptionType.Boolean]: boolean;
}

/** What a command gets from its options: by name, undefined where one may be left out. */
export type ArgumentsOf<Schema extends { readonly options: readonly { readonly name: string }[] }> = {
  readonly [Option in Schema['options'][number] as Option['name']]:
    | (Option extends { readonly type: keyof Values } ? Values[Option['type']] : never)
    | (Option extends { readonly required: true } ? never : undefined);
};

/** The options of an interaction, typed by the schema, so that a renamed option is a type error. */
export function readArguments<
  Schema extends RESTPostAPIChatInputApplicationCommandsJSONBody & {
    readonly options: readonly { readonly name: string }[];
  },
>(interaction: ChatInputCommandInteraction, schema: Schema): ArgumentsOf<Schema> {
  const entries = schema.options.map(({ name }) => [name, interaction.options.get(name)?.value]);
  return Object.fromEntries(entries) as ArgumentsOf<Schema>;
}
