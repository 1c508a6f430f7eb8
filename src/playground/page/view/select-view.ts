import { html, nothing, type TemplateResult } from 'lit-html';
import { useComponent } from '../actions/use-component.ts';
import type { Page } from '../page.ts';
import { listPeople, nameChannel, nameUser } from '../state/selectors.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import type { AnyComponent } from './component-view.ts';

interface Choice {
  readonly label: string;
  readonly value: string;
  readonly isDefault: boolean;
}

const USER_SELECTS = new Set([5, 7]);
const CHANNEL_SELECT = 8;

/** A select menu: the browser's own list where one thing is chosen, boxes to tick where several may be. */
export function renderSelect(page: Page, message: WireMessage, select: AnyComponent): TemplateResult {
  const choices = listChoices(page, message, select);
  const name = select.placeholder ?? 'Make a selection';
  const send = (values: readonly string[]): void => {
    const { type, custom_id: customId = '' } = select;
    useComponent(page, message, { type, customId, label: name, values });
  };
  return (select.max_values ?? 1) > 1
    ? renderSeveral(select, choices, name, send)
    : renderOne(select, choices, name, send);
}

function listChoices(
  page: Page,
  message: WireMessage,
  { type, options = [] }: AnyComponent,
): readonly Choice[] {
  const state = page.store.get();
  if (USER_SELECTS.has(type)) {
    return listPeople(state, message.channel_id).map((user) => ({
      label: nameUser(user),
      value: user.id,
      isDefault: false,
    }));
  }
  if (type === CHANNEL_SELECT) {
    return Object.values(state.channels)
      .filter((channel) => channel.guild_id !== undefined)
      .map((channel) => ({ label: `#${nameChannel(state, channel)}`, value: channel.id, isDefault: false }));
  }
  return options.map((option) => ({
    label: option.description === undefined ? option.label : `${option.label} – ${option.description}`,
    value: option.value,
    isDefault: option.default ?? false,
  }));
}

function renderOne(
  select: AnyComponent,
  choices: readonly Choice[],
  name: string,
  send: (values: readonly string[]) => void,
): TemplateResult {
  const change = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (value !== '') send([value]);
  };
  const hasDefault = choices.some(({ isDefault }) => isDefault);
  return html`<select class="select" aria-label=${name} ?disabled=${select.disabled} @change=${change}>
    ${hasDefault ? nothing : html`<option value="">${name}</option>`}
    ${choices.map(({ label, value, isDefault }) => html`<option value=${value} ?selected=${isDefault}>${label}</option>`)}
  </select>`;
}

function renderSeveral(
  select: AnyComponent,
  choices: readonly Choice[],
  name: string,
  send: (values: readonly string[]) => void,
): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const values = new FormData(form).getAll('value').map(String);
    if (values.length < (select.min_values ?? 1) || values.length > (select.max_values ?? 1)) return;
    send(values);
    form.closest('details')?.removeAttribute('open');
  };
  return html`<details class="select several">
    <summary>${name}</summary>
    <form @submit=${submit}>
      ${choices.map(
        ({ label, value, isDefault }) =>
          html`<label
            ><input type="checkbox" name="value" value=${value} ?checked=${isDefault} />${label}</label
          >`,
      )}
      <button type="submit" class="button primary" ?disabled=${select.disabled}>Done</button>
    </form>
  </details>`;
}
