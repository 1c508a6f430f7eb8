import type { WireChoice } from '../wire/wire-types.ts';
import type { CommandEntry, OptionEntry } from './command-entry.ts';

/** What stands in the field of an option. */
export interface DraftValue {
  readonly text: string;
  /** The value of the choice that was picked; null where the text itself is the value. */
  readonly picked: string | number | boolean | null;
}

/** A command whose options are being filled in. */
export interface Draft {
  readonly entry: CommandEntry;
  readonly values: Readonly<Record<string, DraftValue>>;
  /** Names of the options that have a field, in the order of the fields. */
  readonly shown: readonly string[];
  /** Name of the option whose field has the focus. */
  readonly focused: string | null;
  /** What autocompletion gave; `choices` is null while it is awaited. */
  readonly completion: {
    readonly option: string;
    readonly nonce: string;
    readonly choices: readonly WireChoice[] | null;
  } | null;
  /** Why it was not sent, by option name. */
  readonly complaint: { readonly option: string; readonly text: string } | null;
}

/** A draft with fields for the required options and for those in `typed`. */
export function createDraft(entry: CommandEntry, typed: Readonly<Record<string, string>> = {}): Draft {
  const shown = entry.options
    .filter(({ name, isRequired }) => isRequired || name in typed)
    .map(({ name }) => name);
  const values = Object.fromEntries(
    Object.entries(typed).map(([name, text]) => [name, { text, picked: null }]),
  );
  return { entry, values, shown, focused: null, completion: null, complaint: null };
}

/** The option of that name. */
export function findOption(draft: Draft, name: string | null): OptionEntry | undefined {
  return draft.entry.options.find((option) => option.name === name);
}

/** Puts typed text into a field; a choice that was picked before no longer counts. */
export function typeIntoDraft(draft: Draft, name: string, text: string): Draft {
  return { ...draft, values: { ...draft.values, [name]: { text, picked: null } }, complaint: null };
}

/** Puts a choice into a field: its name is shown, its value is sent. */
export function pickChoice(draft: Draft, name: string, choice: WireChoice | BooleanChoice): Draft {
  const value = { text: choice.name, picked: choice.value };
  return { ...draft, values: { ...draft.values, [name]: value }, completion: null, complaint: null };
}

/** A choice for an option that is true or false. */
export interface BooleanChoice {
  readonly name: string;
  readonly value: boolean;
}

/** Gives an option a field, or takes it away with what stands in it. */
export function toggleOption(draft: Draft, name: string): Draft {
  if (!draft.shown.includes(name)) return { ...draft, shown: [...draft.shown, name] };
  const values = Object.fromEntries(Object.entries(draft.values).filter(([key]) => key !== name));
  return { ...draft, values, shown: draft.shown.filter((shown) => shown !== name) };
}

/** The first thing that keeps the draft from being sent: something required is missing, or a number is none. */
export function findComplaint(draft: Draft): Draft['complaint'] {
  for (const option of draft.entry.options) {
    const { text = '', picked = null } = draft.values[option.name] ?? {};
    if (text.trim() === '') {
      if (option.isRequired) return { option: option.name, text: 'This option is required.' };
      continue;
    }
    if (picked !== null) continue;
    const complaint = findTypeComplaint(option, text.trim());
    if (complaint !== null) return { option: option.name, text: complaint };
  }
  return null;
}

/** ApplicationCommandOptionType (interactions/application-commands.mdx). */
const TYPES = {
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
};

function findTypeComplaint(option: OptionEntry, text: string): string | null {
  switch (option.type) {
    case TYPES.integer:
      return /^-?\d{1,15}$/.test(text) ? null : 'Enter a whole number.';
    case TYPES.number:
      return Number.isFinite(Number(text)) ? null : 'Enter a number.';
    case TYPES.boolean:
      return /^(true|false)$/i.test(text) ? null : 'Choose True or False.';
    case TYPES.user:
    case TYPES.channel:
    case TYPES.role:
    case TYPES.mentionable:
      return 'Choose from the list.';
    case TYPES.attachment:
      return 'This page cannot send files with a command.';
    default:
      return option.choices.length > 0 && !option.choices.some(({ name }) => name === text)
        ? 'Choose from the list.'
        : null;
  }
}
