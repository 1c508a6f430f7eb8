import type { APIMessage } from 'discord-api-types/v10';
import { PLAIN_KINDS, readMarkdown } from '../../discord/support/read-markdown.ts';
import { listButtons } from '../../discord/support/start-stage.ts';

/** Kinds of nodes that the bot's own layout has, beside plain text. */
const OWN_KINDS: ReadonlySet<string> = new Set([
  ...PLAIN_KINDS,
  'blockQuote',
  'strong',
  'em',
  'link',
  'subtext',
  'inlineCode',
  'codeBlock',
  'list',
  'url',
  'timestamp',
  'heading',
]);
/** Kinds that ping or lead to people and places. */
const PINGS: readonly string[] = ['user', 'role', 'channel', 'everyone', 'here', 'slashCommand'];

/** What is wrong with a message of the bot's: a ping, a link that is none of http(s), marks of others that work. */
export function findHarm(message: APIMessage, askerIds: ReadonlySet<string>): readonly string[] {
  const harm: string[] = [];
  if (message.mention_everyone || message.mention_roles.length > 0) harm.push('it pings everybody or a role');
  if (message.mentions.some(({ id }) => !askerIds.has(id))) harm.push('it pings somebody');
  for (const { title, description, fields = [], footer } of message.embeds) {
    const texts = [title, description, footer?.text, ...fields.flatMap(({ name, value }) => [name, value])];
    for (const text of texts.filter((text) => text !== undefined)) {
      if (/[\u202a-\u202e\u2066-\u2069]/.test(text)) harm.push('it holds characters that hide or reorder');
    }
    for (const text of [description, ...fields.map(({ value }) => value)].filter(
      (text) => text !== undefined,
    )) {
      const { kinds, links } = readMarkdown(text);
      for (const kind of kinds) {
        if (PINGS.includes(kind)) harm.push(`it holds a ${kind}`);
        else if (!OWN_KINDS.has(kind)) harm.push(`it holds the mark ${kind}`);
      }
      for (const { target } of links) {
        if (!/^https?:\/\//.test(target)) harm.push(`it links to ${target.slice(0, 40)}`);
      }
    }
  }
  for (const { label } of listButtons(message)) if (label.trim() === '') harm.push('a button without a name');
  return harm;
}
