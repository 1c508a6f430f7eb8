import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { closeModal, submitModal } from '../actions/submit-modal.ts';
import type { Page } from '../page.ts';
import { COMPONENT, type AnyComponent } from './component-view.ts';
import { ICONS } from './icons.ts';

/** A component of a form; a label holds one component, a row a list. */
type FormComponent = AnyComponent & {
  readonly component?: FormComponent;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
};

const PARAGRAPH = 2;

/** The form that the bot asked for; nothing where none is open. */
export function renderModal(page: Page): unknown {
  const { modal } = page.store.get();
  if (modal === null) return nothing;
  const components = modal.components as unknown as readonly FormComponent[];
  const close = (): void => {
    closeModal(page);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    submitModal(
      page,
      components.map((component) => collect(component, data)),
    );
  };
  return html`<dialog class="modal" aria-labelledby="modal-title" ${ref(showDialog)} @close=${close}>
    <form @submit=${submit}>
      <header class="panel-head">
        <h2 id="modal-title" dir="auto">${modal.title}</h2>
        <button type="button" class="icon-button" aria-label="Close the form" @click=${close}>
          ${ICONS.close}
        </button>
      </header>
      <div class="modal-fields">${components.map((component) => renderField(component, null))}</div>
      <footer class="modal-foot">
        <button type="button" class="button secondary" @click=${close}>Cancel</button>
        <button type="submit" class="button primary">Submit</button>
      </footer>
    </form>
  </dialog>`;
}

function showDialog(element: Element | undefined): void {
  setTimeout(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) element.showModal();
  });
}

function renderField(component: FormComponent, label: FormComponent | null): unknown {
  const { type, custom_id: customId = '' } = component;
  if (type === COMPONENT.row) {
    return (component.components ?? []).map((inner) => renderField(inner, null));
  }
  if (type === COMPONENT.label && component.component !== undefined)
    return renderField(component.component, component);
  if (type === COMPONENT.text) return html`<p>${component.content}</p>`;
  if (type !== COMPONENT.textInput && type !== COMPONENT.stringSelect) return nothing;
  const isRequired = component.required ?? true;
  return html`<div class="modal-field">
    <label for="modal-${customId}">
      ${label?.label ?? component.label ?? ''}${isRequired ? html`<span class="required-mark" aria-hidden="true">*</span>` : nothing}
    </label>
    ${(label?.description ?? '') === '' ? nothing : html`<p class="hint" id="hint-${customId}">${label?.description}</p>`}
    ${type === COMPONENT.textInput ? renderTextInput(component, isRequired) : renderOptions(component, isRequired)}
  </div>`;
}

function renderTextInput(component: FormComponent, isRequired: boolean): TemplateResult {
  const {
    custom_id: customId = '',
    placeholder = '',
    min_length: least,
    max_length: most = 4000,
  } = component;
  if (component.style === PARAGRAPH) {
    return html`<textarea
      id="modal-${customId}"
      name=${customId}
      rows="5"
      placeholder=${placeholder}
      ?required=${isRequired}
      minlength=${least ?? nothing}
      maxlength=${most}
      .defaultValue=${component.value ?? ''}
    ></textarea>`;
  }
  return html`<input
    id="modal-${customId}"
    name=${customId}
    type="text"
    placeholder=${placeholder}
    ?required=${isRequired}
    minlength=${least ?? nothing}
    maxlength=${most}
    .defaultValue=${component.value ?? ''}
  />`;
}

function renderOptions(component: FormComponent, isRequired: boolean): TemplateResult {
  const { custom_id: customId = '', options = [] } = component;
  return html`<select
    id="modal-${customId}"
    name=${customId}
    class="select"
    ?required=${isRequired}
    ?multiple=${(component.max_values ?? 1) > 1}
  >
    ${options.map((option) => html`<option value=${option.value} ?selected=${option.default}>${option.label}</option>`)}
  </select>`;
}

/** The same components as they are sent, with what was typed. */
function collect(component: FormComponent, data: FormData): object {
  const { type, custom_id: customId = '' } = component;
  if (type === COMPONENT.row) {
    return { type, components: (component.components ?? []).map((inner) => collect(inner, data)) };
  }
  if (type === COMPONENT.label && component.component !== undefined) {
    return { type, component: collect(component.component, data) };
  }
  if (type === COMPONENT.stringSelect) return { type, custom_id: customId, values: data.getAll(customId) };
  if (type === COMPONENT.textInput) return { type, custom_id: customId, value: readText(data, customId) };
  return { type };
}

function readText(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
