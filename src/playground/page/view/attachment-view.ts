import { html, nothing, type TemplateResult } from 'lit-html';
import type { APIAttachment } from 'discord-api-types/v10';
import type { WireMessage } from '../wire/wire-types.ts';
import { ICONS } from './icons.ts';

/** The files of a message that none of its embeds shows. */
export function renderAttachments(message: WireMessage): unknown {
  const used = message.embeds.flatMap(({ image, thumbnail }) =>
    [image?.url, thumbnail?.url].flatMap((url) =>
      url === undefined ? [] : (findNamedAttachment(message, url)?.id ?? []),
    ),
  );
  const rest = message.attachments.filter(({ id }) => !used.includes(id));
  return rest.length === 0 ? nothing : html`<div class="attachments">${rest.map(renderAttachment)}</div>`;
}

/** The file that an embed means by `attachment://name`, or by its address. */
export function findNamedAttachment(message: WireMessage, url: string): APIAttachment | undefined {
  const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : null;
  return message.attachments.find(
    (file) => file.filename === name || file.url === url || file.proxy_url === url,
  );
}

/** The address of a file on this page's own server; null for one elsewhere, which is never fetched. */
export function findLocalUrl(url: string): string | null {
  if (!URL.canParse(url, location.href)) return null;
  const { hostname, pathname } = new URL(url, location.href);
  const isOwn = hostname === location.hostname || hostname === '127.0.0.1' || hostname === 'localhost';
  return isOwn && pathname.startsWith('/attachments/') ? pathname : null;
}

/** A picture with its words: as alternative text, and behind a small "ALT" for those who want to read them. */
export function renderImage(url: string, altText: string, name: string): TemplateResult {
  return html`<figure class="picture">
    <a href=${url} target="_blank" rel="noopener noreferrer" aria-label="Open ${name} in full size">
      <img src=${url} alt=${altText === '' ? name : altText} loading="lazy" />
    </a>
    ${
      altText === ''
        ? nothing
        : html`<details class="alt">
            <summary>ALT<span class="unseen"> text of ${name}</span></summary>
            <p dir="auto">${altText}</p>
          </details>`
    }
  </figure>`;
}

function renderAttachment(file: APIAttachment): unknown {
  const url = findLocalUrl(file.url);
  if (url === null) return nothing;
  if (file.content_type?.startsWith('image/') === true)
    return renderImage(url, file.description ?? '', file.filename);
  return html`<a class="file" href=${url} target="_blank" rel="noopener noreferrer" download=${file.filename}>
    ${ICONS.file}<span class="file-name">${file.filename}</span
    ><span class="file-size">${formatSize(file.size)}</span>
  </a>`;
}

function formatSize(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
