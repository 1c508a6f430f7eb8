/** A message or channel of this Discord, as its links name it. */
const MESSAGE_PATH = /^\/channels\/(?:\d{17,20}|@me)\/(\d{17,20})(?:\/(\d{17,20}))?\/?$/;
const DISCORD_HOSTS = new Set(['discord.com', 'ptb.discord.com', 'canary.discord.com', 'discordapp.com']);

export type LinkTarget =
  | { readonly kind: 'page'; readonly href: string }
  | { readonly kind: 'jump'; readonly channelId: string; readonly messageId: string | null };

/** Where a link leads: to a page by http or https, or to a message. Null for everything else, such as `javascript:`. */
export function readLink(target: string): LinkTarget | null {
  if (!URL.canParse(target)) return null;
  const url = new URL(target);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const [, channelId, messageId = null] = MESSAGE_PATH.exec(url.pathname) ?? [];
  if (DISCORD_HOSTS.has(url.hostname) && channelId !== undefined)
    return { kind: 'jump', channelId, messageId };
  return { kind: 'page', href: url.href };
}
