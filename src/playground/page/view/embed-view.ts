import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { readLink } from '../markdown/read-link.ts';
import type { Page } from '../page.ts';
import type { WireMessage } from '../wire/wire-types.ts';
import { findLocalUrl, findNamedAttachment, renderImage } from './attachment-view.ts';
import { renderMarkdown } from './markdown-view.ts';

/** The embeds of a message. */
export function renderEmbeds(page: Page, message: WireMessage): unknown {
  return repeat(
    message.embeds,
    (_, index) => index,
    (embed, index) => renderEmbed(page, message, embed, `${message.id}.${index}`),
  );
}

function renderEmbed(page: Page, message: WireMessage, embed: APIEmbed, scope: string): TemplateResult {
  const colour = embed.color === undefined ? '' : `--bar: #${embed.color.toString(16).padStart(6, '0')}`;
  const { author, title, description, fields, footer } = embed;
  return html`<div class="embed" .style=${colour}>
    ${author === undefined ? nothing : html`<div class="embed-author" dir="auto">${author.name}</div>`}
    ${title === undefined ? nothing : html`<div class="embed-title">${renderTitle(page, embed.url, title, scope)}</div>`}
    ${
      description === undefined
        ? nothing
        : html`<div class="embed-text">${renderMarkdown(page, description, `${scope}.text`)}</div>`
    }
    ${fields === undefined || fields.length === 0 ? nothing : renderFields(page, fields, scope)}
    ${renderEmbedImage(message, embed)}
    ${footer === undefined ? nothing : html`<div class="embed-footer" dir="auto">${footer.text}</div>`}
  </div>`;
}

function renderTitle(page: Page, url: string | undefined, title: string, scope: string): TemplateResult {
  const target = url === undefined ? null : readLink(url);
  const words = renderMarkdown(page, title, `${scope}.title`);
  if (target?.kind !== 'page') return words;
  return html`<a href=${target.href} target="_blank" rel="noopener noreferrer nofollow">${words}</a>`;
}

function renderFields(page: Page, fields: readonly APIEmbedField[], scope: string): TemplateResult {
  return html`<dl class="embed-fields">
    ${fields.map(
      ({ name, value, inline = false }, index) =>
        html`<div class=${inline ? 'embed-field inline' : 'embed-field'}>
          <dt>${renderMarkdown(page, name, `${scope}.name${index}`)}</dt>
          <dd>${renderMarkdown(page, value, `${scope}.value${index}`)}</dd>
        </div>`,
    )}
  </dl>`;
}

function renderEmbedImage(message: WireMessage, { image, thumbnail }: APIEmbed): unknown {
  const url = image?.url ?? thumbnail?.url;
  if (url === undefined) return nothing;
  const attachment = findNamedAttachment(message, url);
  const local = attachment === undefined ? findLocalUrl(url) : findLocalUrl(attachment.url);
  return local === null
    ? nothing
    : renderImage(local, attachment?.description ?? '', attachment?.filename ?? 'image');
}
