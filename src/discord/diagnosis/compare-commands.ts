import { isDeepStrictEqual } from 'node:util';
import type { APIApplicationCommand, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';

/** How the commands that Discord has differ from those of the code; names in the order of the code. */
export interface CommandDifference {
  readonly missing: readonly string[];
  readonly outdated: readonly string[];
  /** Discord has them, the code has not. */
  readonly unknown: readonly string[];
}

/** What Discord gives back may say its defaults or leave them out; both are brought to one form. */
type Comparable = Readonly<Record<string, unknown>>;

/** Compares the registered commands of one scope with those that `listCommandBodies` gives for it. */
export function compareCommands(
  registered: readonly APIApplicationCommand[],
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
): CommandDifference {
  const found = new Map(registered.map((command) => [nameKey(command), command]));
  const keys = new Set(wanted.map(nameKey));
  const isSame = (body: RESTPostAPIApplicationCommandsJSONBody): boolean =>
    isDeepStrictEqual(normalizeCommand(found.get(nameKey(body))), normalizeCommand(body));
  return {
    missing: wanted.filter((body) => !found.has(nameKey(body))).map(({ name }) => name),
    outdated: wanted.filter((body) => found.has(nameKey(body)) && !isSame(body)).map(({ name }) => name),
    unknown: registered.filter((command) => !keys.has(nameKey(command))).map(({ name }) => name),
  };
}

function nameKey({ name, type = 1 }: { readonly name: string; readonly type?: number | undefined }): string {
  return `${type} ${name}`;
}

function normalizeCommand(command: object | undefined): Comparable {
  const { description, options, default_member_permissions, contexts, integration_types, nsfw } =
    command as Comparable;
  return {
    description: description ?? '',
    options: normalizeOptions(options),
    permissions: default_member_permissions ?? null,
    contexts: sortNumbers(contexts),
    // A command for one server always is that server's, and one for all says what it was registered with.
    installedBy: contexts === undefined || contexts === null ? null : sortNumbers(integration_types),
    nsfw: nsfw ?? false,
  };
}

function normalizeOptions(options: unknown): readonly Comparable[] {
  if (!Array.isArray(options)) return [];
  return (options as readonly Comparable[]).map((option) => ({
    type: option.type,
    name: option.name,
    description: option.description,
    required: option.required ?? false,
    autocomplete: option.autocomplete ?? false,
    bounds: [option.min_length, option.max_length, option.min_value, option.max_value].map(
      (bound) => bound ?? null,
    ),
    choices: Array.isArray(option.choices)
      ? (option.choices as readonly Comparable[]).map(({ name, value }) => [name, value])
      : [],
    options: normalizeOptions(option.options),
  }));
}

function sortNumbers(values: unknown): readonly number[] | null {
  return Array.isArray(values) ? [...(values as readonly number[])].sort((a, b) => a - b) : null;
}
