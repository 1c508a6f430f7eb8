import type { APIAttachment, APIMessage } from 'discord-api-types/v10';
import type { MessageRecord } from './records.ts';
import type { World } from './world.ts';

/** How a message names one of its own files before it is sent (reference.mdx, Editing Message Attachments). */
const OWN_FILE = 'attachment://';

/**
 * A message as a person's client gets it: whole, with the guild it is in, and with the addresses of its files at the
 * origin that the client came by.
 */
export function presentMessage(
  world: World,
  { message, guildId }: Pick<MessageRecord, 'message' | 'guildId'>,
  origin: string,
): APIMessage & { readonly guild_id?: string } {
  const {
    attachments,
    embeds,
    components,
    referenced_message: referenced,
    ...rest
  } = structuredClone(message);
  const locate = (value: unknown): unknown =>
    locateFiles(value, { attachments, from: world.url, to: origin });
  return {
    ...rest,
    attachments: locate(attachments) as typeof attachments,
    embeds: locate(embeds) as typeof embeds,
    ...(components !== undefined && { components: locate(components) as typeof components }),
    ...(referenced !== undefined && {
      referenced_message:
        referenced === null ? null : presentMessage(world, { message: referenced, guildId }, origin),
    }),
    ...(guildId !== null && { guild_id: guildId }),
  };
}

interface Relocation {
  readonly attachments: readonly APIAttachment[];
  readonly from: string;
  readonly to: string;
}

/** The same value with the addresses of files in it changed. */
function locateFiles(value: unknown, relocation: Relocation): unknown {
  if (Array.isArray(value)) return value.map((item) => locateFiles(item, relocation));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [
        key,
        ['url', 'proxy_url'].includes(key) && typeof field === 'string'
          ? locateFile(field, relocation)
          : locateFiles(field, relocation),
      ]),
    );
  }
  return value;
}

function locateFile(url: string, { attachments, from, to }: Relocation): string {
  const own = url.startsWith(OWN_FILE)
    ? attachments.find(({ filename }) => filename === url.slice(OWN_FILE.length))?.url
    : undefined;
  const found = own ?? url;
  return found.startsWith(`${from}/attachments/`) ? `${to}${found.slice(from.length)}` : found;
}
