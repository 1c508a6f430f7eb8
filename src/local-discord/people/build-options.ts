import {
  ApplicationCommandOptionType,
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOption,
  type APIInteractionDataResolved,
  type APIInteractionDataResolvedChannel,
} from 'discord-api-types/v10';
import { LIMITS } from '../limits.ts';
import { buildChannel } from '../state/build-channel.ts';
import { buildBareMember } from '../state/build-guild.ts';
import type { World } from '../state/world.ts';
import { countCharacters } from '../validation/text-schema.ts';
import { refuse } from '../refuse.ts';

const kinds = ApplicationCommandOptionType;

/** What a person fills in, by the option's name; people, channels and roles by id. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

export interface BuildOptionsInput {
  readonly options: readonly APIApplicationCommandOption[] | undefined;
  readonly values: OptionValues;
  readonly guildId: string | null;
  /** Option that is being typed: checked for nothing, and others may be missing. */
  readonly focused?: string;
}

export interface BuiltOptions {
  readonly options: readonly APIApplicationCommandInteractionDataOption[];
  readonly resolved: APIInteractionDataResolved;
}

type Parameter = APIApplicationCommandOption & {
  readonly choices?: readonly { readonly value: string | number }[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly autocomplete?: boolean;
};

/**
 * What goes to the bot for filled-in options. Throws where Discord's client would not send them: a required one is
 * missing, one does not exist, a value is of the wrong kind, too long, too small or not among the choices.
 */
export function buildOptions(world: World, input: BuildOptionsInput): BuiltOptions {
  const parameters = (input.options ?? []) as readonly Parameter[];
  const unknown = Object.keys(input.values).find(
    (name) => !parameters.some((option) => option.name === name),
  );
  if (unknown !== undefined) throw refuse(`The command has no option "${unknown}".`);
  const resolved: APIInteractionDataResolved = {};
  const options = parameters.flatMap((option) => {
    const value = Object.hasOwn(input.values, option.name) ? input.values[option.name] : undefined;
    const isFocused = option.name === input.focused;
    if (value === undefined) {
      if (option.required && input.focused === undefined)
        throw refuse(`Option "${option.name}" is required.`);
      return [];
    }
    if (isFocused) {
      if (!option.autocomplete) throw refuse(`Option "${option.name}" suggests nothing.`);
      return [{ name: option.name, type: option.type, value: String(value), focused: true }];
    }
    checkValue(option, value);
    resolve(world, input.guildId, option, String(value), resolved);
    return [{ name: option.name, type: option.type, value }];
  });
  return { options: options as APIApplicationCommandInteractionDataOption[], resolved };
}

function checkValue(option: Parameter, value: string | number | boolean): void {
  const { name, choices = [] } = option;
  const wanted = expectType(option.type);
  if (typeof value !== wanted) throw refuse(`Option "${name}" takes a ${wanted}.`);
  if (option.type === kinds.Integer && !Number.isSafeInteger(value)) {
    throw refuse(`Option "${name}" takes a whole number.`);
  }
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) {
    throw refuse(`Option "${name}" takes one of its choices only.`);
  }
  if (typeof value === 'number') {
    const { min_value: min = -Infinity, max_value: max = Infinity } = option;
    if (value < min || value > max) throw refuse(`Option "${name}" takes ${min} to ${max}.`);
  }
  if (option.type === kinds.String && typeof value === 'string') {
    const { min_length: min = 0, max_length: max = LIMITS.command.stringOption } = option;
    const length = countCharacters(value);
    if (length === 0 && option.required) throw refuse(`Option "${name}" is required.`);
    if (length < min || length > max) throw refuse(`Option "${name}" takes ${min} to ${max} characters.`);
  }
}

function expectType(type: ApplicationCommandOptionType): 'string' | 'number' | 'boolean' {
  if (type === kinds.Boolean) return 'boolean';
  return type === kinds.Integer || type === kinds.Number ? 'number' : 'string';
}

/** Adds to `resolved` what an id stands for. */
function resolve(
  world: World,
  guildId: string | null,
  option: Parameter,
  id: string,
  resolved: APIInteractionDataResolved,
): void {
  const guild = guildId === null ? undefined : world.guilds.get(guildId);
  const user = world.users.get(id);
  const role = guild?.roles.get(id);
  const channel = world.channels.get(id);
  const { type } = option;
  if ((type === kinds.User || type === kinds.Mentionable) && user !== undefined) {
    const member = guild?.members.get(id);
    resolved.users = { ...resolved.users, [id]: user.user };
    if (member !== undefined) {
      resolved.members = { ...resolved.members, [id]: { ...buildBareMember(member), permissions: '0' } };
    }
  } else if ((type === kinds.Role || type === kinds.Mentionable) && role !== undefined) {
    resolved.roles = { ...resolved.roles, [id]: role };
  } else if (type === kinds.Channel && channel?.guildId === guildId) {
    const built = { ...buildChannel(world, channel), permissions: '0' } as APIInteractionDataResolvedChannel;
    resolved.channels = { ...resolved.channels, [id]: built };
  } else if ([kinds.User, kinds.Role, kinds.Mentionable, kinds.Channel].includes(type)) {
    throw refuse(`Option "${option.name}": there is nothing with the id ${id}.`);
  } else if (type === kinds.Attachment) {
    throw refuse(`Option "${option.name}": files cannot be given to a command here.`);
  }
}
