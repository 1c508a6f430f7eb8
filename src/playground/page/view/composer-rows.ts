import type { APIUser } from 'discord-api-types/v10';
import type { BooleanChoice } from '../commands/command-draft.ts';
import { listTypedCommands, type CommandEntry } from '../commands/command-entry.ts';
import { findCompletion, rankCommands } from '../commands/find-completion.ts';
import { listDraftChoices } from '../commands/list-draft-choices.ts';
import { readComposer } from '../state/composer-changes.ts';
import type { PageState } from '../state/page-state.ts';
import { listPeople, nameChannel, nameUser } from '../state/selectors.ts';
import type { WireChoice } from '../wire/wire-types.ts';

/** A row of the list above the composer. */
export type Row =
  | { readonly kind: 'command'; readonly entry: CommandEntry }
  | { readonly kind: 'mention'; readonly user: APIUser; readonly from: number }
  | { readonly kind: 'choice'; readonly choice: WireChoice | BooleanChoice };

/** The rows that can be chosen now; null where there is no list. */
export function listRows(state: PageState, channelId: string): readonly Row[] | null {
  const { text, caret, draft, isListClosed } = readComposer(state, channelId);
  if (isListClosed) return null;
  if (draft !== null) {
    const people = listPeople(state, channelId).map((user) => ({ name: nameUser(user), value: user.id }));
    const channels = Object.values(state.channels)
      .filter((channel) => channel.guild_id !== undefined)
      .map((channel) => ({ name: nameChannel(state, channel), value: channel.id }));
    const choices = listDraftChoices(draft, { people, channels });
    return choices?.map((choice) => ({ kind: 'choice', choice })) ?? null;
  }
  const completion = findCompletion(text, caret);
  if (completion === null) return null;
  if (completion.kind === 'command') {
    const entries = rankCommands(listTypedCommands(state.commands[channelId] ?? []), completion.query);
    return entries.map((entry) => ({ kind: 'command', entry }));
  }
  const { query, from } = completion;
  const people = listPeople(state, channelId).filter(
    (user) => nameUser(user).toLowerCase().startsWith(query) || user.username.toLowerCase().startsWith(query),
  );
  return people.length === 0 ? null : people.map((user) => ({ kind: 'mention', user, from }));
}
