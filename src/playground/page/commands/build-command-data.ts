import type { Draft } from './command-draft.ts';
import type { OptionEntry } from './command-entry.ts';

/** ApplicationCommandOptionType (interactions/application-commands.mdx). */
const SUB_COMMAND = 1;
const SUB_COMMAND_GROUP = 2;
const INTEGER = 4;
const BOOLEAN = 5;
const NUMBER = 10;

interface DataOption {
  readonly type: number;
  readonly name: string;
  readonly value?: string | number | boolean;
  readonly focused?: true;
  readonly options?: readonly DataOption[];
}

/** The `data` of the interaction for a typed command. */
export interface CommandData {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly type: number;
  readonly options: readonly DataOption[];
}

/** What a draft sends. With `focused`, it is the data of an autocompletion of that option. */
export function buildCommandData(draft: Draft, focused: string | null = null): CommandData {
  const { command, path, options } = draft.entry;
  const values = options.flatMap((option) => {
    const { text = '', picked = null } = draft.values[option.name] ?? {};
    const isFocused = option.name === focused;
    if (text.trim() === '' && !isFocused) return [];
    const value = isFocused ? text : (picked ?? readValue(option, text.trim()));
    return [{ type: option.type, name: option.name, value, ...(isFocused && { focused: true as const }) }];
  });
  const { id, version, name, type } = command;
  return { id, version, name, type, options: nest(path.slice(1), values) };
}

/** Subcommands hold the options: `group > sub > values`. */
function nest(path: readonly string[], values: readonly DataOption[]): readonly DataOption[] {
  const [name, ...rest] = path;
  if (name === undefined) return values;
  return [{ type: rest.length === 0 ? SUB_COMMAND : SUB_COMMAND_GROUP, name, options: nest(rest, values) }];
}

function readValue(option: OptionEntry, text: string): string | number | boolean {
  const choice = option.choices.find(({ name }) => name === text);
  if (choice !== undefined) return choice.value;
  if (option.type === INTEGER || option.type === NUMBER) return Number(text);
  if (option.type === BOOLEAN) return text.toLowerCase() === 'true';
  return text;
}
