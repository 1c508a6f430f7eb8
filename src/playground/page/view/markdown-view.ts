import { html, nothing, type TemplateResult } from 'lit-html';
import { jumpToMessage } from '../actions/open-channel.ts';
import type { MarkdownNode } from '../markdown/markdown-node.ts';
import { parseMarkdown } from '../markdown/parse-markdown.ts';
import type { Page } from '../page.ts';
import { nameChannel, nameUser } from '../state/selectors.ts';
import { formatTimestamp } from './format-time.ts';
import { ICONS } from './icons.ts';

const MAX_PARSED = 1000;
const parsed = new Map<string, readonly MarkdownNode[]>();
/** Spoilers that were opened; by node, so that it lasts as long as the text. */
const opened = new WeakSet<MarkdownNode>();

/** Text of Discord's Markdown. `scope` names where it stands, e.g. a message's id, so that its spoilers are its own. */
export function renderMarkdown(page: Page, text: string, scope: string): TemplateResult {
  return html`<span class="markdown" dir="auto">${renderNodes(page, readNodes(text, scope))}</span>`;
}

/** The first words of a text, without marks, for one line. */
export function renderPlainLine(page: Page, text: string): string {
  return flatten(page, readNodes(text.slice(0, 300), 'line'))
    .replace(/\s+/g, ' ')
    .slice(0, 160);
}

function readNodes(text: string, scope: string): readonly MarkdownNode[] {
  const key = `${scope}\n${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const nodes = parseMarkdown(text);
  parsed.set(key, nodes);
  const [oldest] = parsed.keys();
  if (parsed.size > MAX_PARSED && oldest !== undefined) parsed.delete(oldest);
  return nodes;
}

function renderNodes(page: Page, nodes: readonly MarkdownNode[]): unknown[] {
  return nodes.map((node) => renderNode(page, node));
}

function renderNode(page: Page, node: MarkdownNode): unknown {
  const inner = 'children' in node ? renderNodes(page, node.children) : nothing;
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return html`<br />`;
    case 'strong':
      return html`<strong>${inner}</strong>`;
    case 'emphasis':
      return html`<em>${inner}</em>`;
    case 'underline':
      return html`<u>${inner}</u>`;
    case 'strike':
      return html`<s>${inner}</s>`;
    case 'quote':
      return html`<blockquote>${inner}</blockquote>`;
    case 'subtext':
      return html`<small class="subtext">${inner}</small>`;
    case 'heading':
      return html`<span class="heading heading-${node.level}" role="heading" aria-level=${node.level + 3}
        >${inner}</span
      >`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'codeBlock':
      return html`<pre tabindex="0"><code>${node.text}</code></pre>`;
    case 'list':
      return renderList(page, node);
    case 'spoiler':
      return renderSpoiler(page, node, inner);
    case 'link':
      return html`<a href=${node.href} target="_blank" rel="noopener noreferrer nofollow">${inner}</a>`;
    default:
      return renderMention(page, node);
  }
}

function renderList(page: Page, { start, items }: Extract<MarkdownNode, { kind: 'list' }>): TemplateResult {
  const rows = items.map((item) => html`<li>${renderNodes(page, item)}</li>`);
  return start === null
    ? html`<ul>
        ${rows}
      </ul>`
    : html`<ol start=${start}>
        ${rows}
      </ol>`;
}

function renderSpoiler(page: Page, node: MarkdownNode, inner: unknown): TemplateResult {
  if (opened.has(node)) return html`<span class="spoiler-open">${inner}</span>`;
  const open = (): void => {
    opened.add(node);
    page.store.update((state) => ({ ...state }));
  };
  return html`<button type="button" class="spoiler" aria-label="Spoiler, press to show it" @click=${open}>
    <span aria-hidden="true">${flatten(page, [node])}</span>
  </button>`;
}

function renderMention(page: Page, node: MarkdownNode): unknown {
  switch (node.kind) {
    case 'user':
    case 'role':
    case 'everyone':
    case 'command':
      return html`<span class="mention">${flatten(page, [node])}</span>`;
    case 'channel':
    case 'jump': {
      const channelId = 'id' in node ? node.id : node.channelId;
      const messageId = node.kind === 'jump' ? node.messageId : null;
      const jump = (): void => {
        jumpToMessage(page, channelId, messageId);
      };
      return html`<button type="button" class="mention" @click=${jump}>
        ${flatten(page, [node])}${
          messageId === null ? nothing : html` › ${ICONS.thread}<span class="unseen">message</span>`
        }
      </button>`;
    }
    case 'timestamp':
      return html`<time
        datetime=${new Date(node.atMs).toISOString()}
        title=${formatTimestamp(node.atMs, 'F', Date.now())}
        >${flatten(page, [node])}</time
      >`;
    default:
      return flatten(page, [node]);
  }
}

/** What is read, without any form. */
function flatten(page: Page, nodes: readonly MarkdownNode[]): string {
  const state = page.store.get();
  return nodes
    .map((node): string => {
      switch (node.kind) {
        case 'user':
          return `@${nameUser(state.users[node.id])}`;
        case 'channel':
          return `#${nameChannel(state, state.channels[node.id])}`;
        case 'jump':
          return `#${nameChannel(state, state.channels[node.channelId])}`;
        case 'role':
          return '@role';
        case 'command':
          return `/${node.name}`;
        case 'emoji':
          return `:${node.name}:`;
        case 'timestamp':
          return formatTimestamp(node.atMs, node.style, Date.now());
        case 'break':
          return '\n';
        case 'list':
          return node.items.map((item) => `${flatten(page, item)}\n`).join('');
        default:
          return 'text' in node ? node.text : flatten(page, node.children);
      }
    })
    .join('');
}
