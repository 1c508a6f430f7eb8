import type { WireChoice } from '../wire/wire-types.ts';
import { findOption, type BooleanChoice, type Draft } from './command-draft.ts';

/** ApplicationCommandOptionType (interactions/application-commands.mdx). */
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const MENTIONABLE = 9;
const MAX_SHOWN = 25;

/** What options are chosen from that the bot does not list itself. */
export interface Surroundings {
  readonly people: readonly WireChoice[];
  readonly channels: readonly WireChoice[];
}

/**
 * The choices for the option that has the focus. `null` where it takes any text or its choices are awaited; empty where
 * nothing fits.
 */
export function listDraftChoices(
  draft: Draft,
  { people, channels }: Surroundings,
): readonly (WireChoice | BooleanChoice)[] | null {
  const option = findOption(draft, draft.focused);
  const value = draft.values[draft.focused ?? ''];
  if (option === undefined || (value?.picked ?? null) !== null) return null;
  if (option.hasAutocomplete) {
    return draft.completion?.option === option.name ? draft.completion.choices : null;
  }
  const typed = (value?.text ?? '').trim().toLowerCase();
  const narrow = <Choice extends { readonly name: string }>(choices: readonly Choice[]): readonly Choice[] =>
    choices.filter(({ name }) => name.toLowerCase().includes(typed)).slice(0, MAX_SHOWN);
  if (option.type === BOOLEAN)
    return narrow([
      { name: 'True', value: true },
      { name: 'False', value: false },
    ]);
  if (option.type === USER || option.type === MENTIONABLE) return narrow(people);
  if (option.type === CHANNEL) return narrow(channels);
  return option.choices.length > 0 ? narrow(option.choices) : null;
}
