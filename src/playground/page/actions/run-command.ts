import { buildCommandData } from '../commands/build-command-data.ts';
import { findComplaint } from '../commands/command-draft.ts';
import type { Page } from '../page.ts';
import { changeComposer, changeDraft, readComposer } from '../state/composer-changes.ts';
import type { WireChoice, WireCommand } from '../wire/wire-types.ts';
import { createNonce } from './create-nonce.ts';
import { callInteraction, INTERACTION, postInteraction } from './interact.ts';

/** Quick enough to feel live, slow enough not to ask for every letter. */
const CHOICES_AFTER_MS = 180;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Runs the command in the composer. Gives the option that keeps it from being run; null when it was sent. */
export function runDraft(page: Page, channelId: string): string | null {
  const { draft } = readComposer(page.store.get(), channelId);
  if (draft === null) return null;
  const complaint = findComplaint(draft);
  if (complaint !== null) {
    page.store.update((state) => changeDraft(state, channelId, (known) => ({ ...known, complaint })));
    return complaint.option;
  }
  const { command, path } = draft.entry;
  callInteraction(
    page,
    {
      type: INTERACTION.command,
      applicationId: command.application_id,
      channelId,
      data: buildCommandData(draft),
    },
    { label: `/${path.join(' ')}`, messageId: null, customId: null },
  );
  page.store.update((state) => changeComposer(state, channelId, { draft: null, text: '', caret: 0 }));
  return null;
}

/** Runs a command of a message's menu. */
export function runMessageCommand(
  page: Page,
  command: WireCommand,
  channelId: string,
  messageId: string,
): void {
  const { id, version, name, type, application_id: applicationId } = command;
  callInteraction(
    page,
    {
      type: INTERACTION.command,
      applicationId,
      channelId,
      data: { id, version, name, type, target_id: messageId, options: [] },
    },
    { label: name, messageId: null, customId: null },
  );
}

/** Asks the bot for choices that fit what stands in an option's field, once the person pauses. */
export function requestChoices(page: Page, channelId: string, option: string): void {
  clearTimeout(waiting);
  const nonce = createNonce();
  page.store.update((state) =>
    changeDraft(state, channelId, (draft) => ({
      ...draft,
      completion: {
        option,
        nonce,
        choices: draft.completion?.option === option ? draft.completion.choices : null,
      },
    })),
  );
  waiting = setTimeout(() => {
    const { draft } = readComposer(page.store.get(), channelId);
    if (draft?.completion?.nonce !== nonce) return;
    const input = {
      type: INTERACTION.autocomplete,
      applicationId: draft.entry.command.application_id,
      channelId,
      data: buildCommandData(draft, option),
    };
    postInteraction(page, input, nonce).catch(() => {
      takeChoices(page, nonce, []);
    });
  }, CHOICES_AFTER_MS);
}

/** The bot's choices came; those for a text that has changed since are left alone. */
export function takeChoices(page: Page, nonce: string, choices: readonly WireChoice[]): void {
  page.store.update((state) => {
    const found = Object.entries(state.composers).find(([, { draft }]) => draft?.completion?.nonce === nonce);
    if (found === undefined) return state;
    const [channelId] = found;
    const changed = changeDraft(state, channelId, (draft) => ({
      ...draft,
      completion: draft.completion === null ? null : { ...draft.completion, choices },
    }));
    return changeComposer(changed, channelId, { activeRow: 0 });
  });
}
