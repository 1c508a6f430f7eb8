import type { WireChoice, WireCommand, WireOption } from '../wire/wire-types.ts';

/** ApplicationCommandOptionType: the two that hold further options (interactions/application-commands.mdx). */
const SUB_COMMAND = 1;
const SUB_COMMAND_GROUP = 2;
/** ApplicationCommandType */
const CHAT_INPUT = 1;
const MESSAGE = 3;

/** An option that takes a value. */
export interface OptionEntry {
  readonly name: string;
  readonly description: string;
  readonly type: number;
  readonly isRequired: boolean;
  readonly hasAutocomplete: boolean;
  readonly choices: readonly WireChoice[];
}

/** Something that can be called: a command, or one subcommand of it. */
export interface CommandEntry {
  readonly command: WireCommand;
  /** Words behind the slash, e.g. `['milestones']` or `['settings', 'show']`. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly OptionEntry[];
}

/** The typed commands of an index, subcommands each for itself, by name. */
export function listTypedCommands(commands: readonly WireCommand[]): readonly CommandEntry[] {
  return commands
    .filter(({ type }) => type === CHAT_INPUT)
    .flatMap((command) => expand(command, [command.name], command.description, command.options ?? []))
    .sort((a, b) => a.path.join(' ').localeCompare(b.path.join(' ')));
}

/** The commands in the menu of a message. */
export function listMessageCommands(commands: readonly WireCommand[]): readonly WireCommand[] {
  return commands.filter(({ type }) => type === MESSAGE);
}

function expand(
  command: WireCommand,
  path: readonly string[],
  description: string,
  options: readonly WireOption[],
): readonly CommandEntry[] {
  const nested = options.filter(({ type }) => type === SUB_COMMAND || type === SUB_COMMAND_GROUP);
  if (nested.length === 0) return [{ command, path, description, options: options.map(readOption) }];
  return nested.flatMap((option) =>
    expand(command, [...path, option.name], option.description, option.options ?? []),
  );
}

function readOption(option: WireOption): OptionEntry {
  return {
    name: option.name,
    description: option.description,
    type: option.type,
    isRequired: option.required ?? false,
    hasAutocomplete: option.autocomplete ?? false,
    choices: option.choices ?? [],
  };
}
