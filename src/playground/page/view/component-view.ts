import { html, nothing, type TemplateResult } from 'lit-html';
import { useComponent } from '../actions/use-component.ts';
import { readLink } from '../markdown/read-link.ts';
import type { Page } from '../page.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { findLocalUrl, findNamedAttachment, renderImage } from './attachment-view.ts';
import { ICONS } from './icons.ts';
import { renderMarkdown } from './markdown-view.ts';
import { renderSelect } from './select-view.ts';

/** A component as it comes over the wire; which fields it has depends on its type. */
export interface AnyComponent {
  readonly type: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly style?: number;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly emoji?: { readonly name?: string | null };
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
  readonly content?: string;
  readonly placeholder?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly default?: boolean;
  }[];
  readonly items?: readonly {
    readonly media: { readonly url: string };
    readonly description?: string | null;
  }[];
  readonly media?: { readonly url: string };
  readonly description?: string | null;
  readonly accent_color?: number | null;
  readonly file?: { readonly url: string };
}

/** ComponentType (components/reference.mdx). */
export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  separator: 14,
  container: 17,
  label: 18,
} as const;
const LINK_STYLE = 5;
const STYLES = ['secondary', 'primary', 'secondary', 'success', 'danger', 'link'];

/** The components of a message: buttons, selects, and the text and pictures of Components V2. */
export function renderComponents(page: Page, message: WireMessage): unknown {
  const components = (message.components ?? []) as unknown as readonly AnyComponent[];
  return components.length === 0
    ? nothing
    : html`<div class="components">
        ${components.map((component) => renderComponent(page, message, component))}
      </div>`;
}

function renderComponent(page: Page, message: WireMessage, component: AnyComponent): unknown {
  const { type, components = [] } = component;
  const children = (): unknown => components.map((child) => renderComponent(page, message, child));
  if (type === COMPONENT.row) return html`<div class="row">${children()}</div>`;
  if (type === COMPONENT.button) return renderButton(page, message, component);
  if (type >= COMPONENT.stringSelect && type <= COMPONENT.channelSelect)
    return renderSelect(page, message, component);
  if (type === COMPONENT.text)
    return html`<div class="text">${renderMarkdown(page, component.content ?? '', message.id)}</div>`;
  if (type === COMPONENT.separator) return html`<hr />`;
  if (type === COMPONENT.section) {
    const accessory =
      component.accessory === undefined ? nothing : renderComponent(page, message, component.accessory);
    return html`<div class="section">
      <div>${children()}</div>
      ${accessory}
    </div>`;
  }
  if (type === COMPONENT.container) {
    const accent = component.accent_color ?? null;
    const colour = accent === null ? '' : `--bar: #${accent.toString(16).padStart(6, '0')}`;
    return html`<div class="embed" .style=${colour}>${children()}</div>`;
  }
  const pictures = type === COMPONENT.thumbnail ? [component] : (component.items ?? []);
  return pictures.map(({ media, description }) => renderMedia(message, media?.url ?? '', description ?? ''));
}

function renderMedia(message: WireMessage, address: string, altText: string): unknown {
  const attachment = findNamedAttachment(message, address);
  const url = findLocalUrl(attachment?.url ?? address);
  return url === null ? nothing : renderImage(url, altText, attachment?.filename ?? 'image');
}

function renderButton(page: Page, message: WireMessage, button: AnyComponent): TemplateResult {
  const { style = 2, label = '', emoji, disabled = false, custom_id: customId = '' } = button;
  const words = [emoji?.name ?? '', label].filter((part) => part !== '').join(' ');
  if (style === LINK_STYLE) return renderLinkButton(button.url ?? '', words, disabled);
  const call = page.store
    .get()
    .calls.find(
      (known) => known.messageId === message.id && known.customId === customId && known.failure === null,
    );
  const press = (): void => {
    if (call === undefined) useComponent(page, message, { type: button.type, customId, label: words });
  };
  return html`<button
    type="button"
    class="button ${STYLES[style] ?? 'secondary'} ${call === undefined ? '' : 'waiting'}"
    ?disabled=${disabled}
    aria-busy=${call === undefined ? 'false' : 'true'}
    @click=${press}
  >
    <span class="button-words" dir="auto">${words}</span>
  </button>`;
}

function renderLinkButton(url: string, words: string, disabled: boolean): TemplateResult {
  const target = readLink(url);
  if (target?.kind !== 'page' || disabled) {
    return html`<button type="button" class="button link" disabled>${words}</button>`;
  }
  return html`<a class="button link" href=${target.href} target="_blank" rel="noopener noreferrer nofollow">
    <span class="button-words" dir="auto">${words}</span>${ICONS.external}<span class="unseen">
      (opens in a new tab)</span
    >
  </a>`;
}
