import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { findOption, toggleOption, type Draft } from '../commands/command-draft.ts';
import type { Page } from '../page.ts';
import { readComposer } from '../state/composer-changes.ts';
import { changeFields, endDraft, focusOption, typeOption } from './composer-actions.ts';
import { takeFieldKey } from './composer-keys.ts';
import { listRows } from './composer-rows.ts';
import { ICONS } from './icons.ts';

/** A command in the composer: its name, a field for each option that is used, and buttons for those that may be. */
export function renderCommandFields(page: Page, channelId: string, draft: Draft): TemplateResult {
  const { entry, shown } = draft;
  const spare = entry.options.filter(({ name }) => !shown.includes(name));
  const cancel = (): void => {
    endDraft(page, channelId, false);
  };
  return html`<div class="draft" role="group" aria-label="/${entry.path.join(' ')}: ${entry.description}">
    <span class="draft-name">/${entry.path.join(' ')}</span>
    ${shown.map((name) => renderField(page, channelId, draft, name))}
    ${spare.map(({ name, description }) => {
      const add = (): void => {
        changeFields(page, channelId, (known) => toggleOption(known, name), name);
      };
      return html`<button type="button" class="add-option" title=${description} @click=${add}>
        ${ICONS.plus}<span class="unseen">Add option </span>${name}
      </button>`;
    })}
    <button
      type="button"
      class="icon-button"
      aria-label="Leave the command"
      title="Leave the command"
      @click=${cancel}
    >
      ${ICONS.close}
    </button>
  </div>`;
}

/** Above the fields: what the option with the focus is for, or why the command was not sent. */
export function renderOptionHelp(draft: Draft, channelId: string): unknown {
  const option = findOption(draft, draft.complaint?.option ?? draft.focused ?? draft.shown[0] ?? null);
  const { path, description } = draft.entry;
  return html`<div class="option-help" id="help-${channelId}">
    ${
      option === undefined
        ? html`<strong>/${path.join(' ')}</strong> <span>${description}</span>`
        : html`<strong>${option.name}</strong> <span>${option.description}</span>
            <span class="tag">${option.isRequired ? 'required' : 'optional'}</span>`
    }
    ${draft.complaint === null ? nothing : html`<span class="complaint" role="alert">${draft.complaint.text}</span>`}
  </div>`;
}

function renderField(page: Page, channelId: string, draft: Draft, name: string): TemplateResult {
  const state = page.store.get();
  const option = findOption(draft, name);
  const { activeRow } = readComposer(state, channelId);
  const rows = draft.focused === name ? listRows(state, channelId) : null;
  const isOpen = rows !== null;
  const text = draft.values[name]?.text ?? '';
  const type = (event: Event): void => {
    typeOption(page, channelId, name, (event.target as HTMLInputElement).value);
  };
  const remove = (): void => {
    changeFields(page, channelId, (known) => toggleOption(known, name));
  };
  return html`<span class="field ${draft.complaint?.option === name ? 'invalid' : ''}">
    <label for="field-${channelId}-${name}"
      >${name}${option?.isRequired === true ? html`<span class="required-mark" aria-hidden="true">*</span>` : nothing}</label
    >
    <input
      id="field-${channelId}-${name}"
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck="false"
      dir="auto"
      .value=${live(text)}
      size=${Math.min(40, Math.max(8, text.length + 1))}
      aria-required=${option?.isRequired === true}
      aria-autocomplete="list"
      aria-expanded=${isOpen}
      aria-controls=${isOpen ? `list-${channelId}` : nothing}
      aria-activedescendant=${isOpen && rows.length > 0 ? `list-${channelId}-${activeRow}` : nothing}
      aria-describedby="help-${channelId}"
      aria-invalid=${draft.complaint?.option === name}
      @input=${type}
      @focus=${() => {
        focusOption(page, channelId, name);
      }}
      @keydown=${(event: KeyboardEvent) => {
        takeFieldKey(page, channelId, name, event);
      }}
    />
    ${
      option?.isRequired === true
        ? nothing
        : html`<button
            type="button"
            class="remove-option"
            aria-label="Remove option ${name}"
            @click=${remove}
          >
            ${ICONS.close}
          </button>`
    }
  </span>`;
}
