import { html, type TemplateResult } from 'lit-html';
import type { APIUser } from 'discord-api-types/v10';
import { nameUser } from '../state/selectors.ts';

const COLOURS = 6;

/** First letters of a person's name on a colour of their own; no picture is fetched from anywhere. */
export function renderAvatar(
  user: APIUser | undefined,
  size: 'small' | 'medium' | 'large' = 'medium',
): TemplateResult {
  const name = nameUser(user);
  const letters = [...name.matchAll(/(?<=^|\s)\p{L}/gu)].slice(0, 2).map(([letter]) => letter.toUpperCase());
  const colour = user?.bot === true ? 'bot' : (Number(BigInt(user?.id ?? '0') >> 22n) % COLOURS).toString();
  return html`<span class="avatar avatar-${size} avatar-${colour}" aria-hidden="true"
    >${letters.join('') || '?'}</span
  >`;
}

/** "APP" behind the name of a bot. */
export function renderBadge(user: APIUser | undefined): TemplateResult | null {
  return user?.bot === true ? html`<span class="badge">APP</span>` : null;
}
