import {
  EmbedType,
  MessageFlags,
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import { createApiError, createFormError } from '../api-error.ts';
import { LIMITS } from '../limits.ts';
import { clearFlags, combineFlags, maskFlags } from '../flags.ts';
import type { MessageForm } from '../validation/message-schema.ts';
import { walkComponents } from '../validation/walk-components.ts';
import { resolveMentions, type DefaultMentions } from './mentions.ts';
import type { ChannelRecord } from './records.ts';
import type { World } from './world.ts';

/** A file that came with a request; `index` is the `n` of its part `files[n]`. */
export interface UploadedFile {
  readonly index: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ComposeInput {
  readonly channel: ChannelRecord;
  readonly authorId: string;
  readonly form: MessageForm;
  readonly files: readonly UploadedFile[];
  readonly defaults: DefaultMentions;
  readonly repliedUserId?: string | null;
  /** The message that is edited: what the form leaves out stays. */
  readonly before?: APIMessage;
}

/** The parts of a message that its author decides. */
export type MessageBody = Pick<
  APIMessage,
  | 'content'
  | 'embeds'
  | 'components'
  | 'attachments'
  | 'mentions'
  | 'mention_roles'
  | 'mention_everyone'
  | 'flags'
>;

/**
 * What a checked form makes of a message. Throws 50006 when nothing would be left to show, 40005 for a file too large
 * and 50035 for an attachment that is not there.
 */
export function composeMessage(world: World, input: ComposeInput): MessageBody {
  const { channel, form, before } = input;
  const content = form.content === undefined ? (before?.content ?? '') : (form.content ?? '');
  const embeds = form.embeds === undefined ? (before?.embeds ?? []) : (form.embeds ?? []).map(buildEmbed);
  const components =
    form.components === undefined
      ? (before?.components ?? [])
      : ((form.components ?? []).map(dropNulls) as unknown as APIMessageTopLevelComponent[]);
  const attachments = composeAttachments(world, input);
  if (content === '' && embeds.length + components.length + attachments.length === 0) {
    throw createApiError(50006);
  }
  const keepsPings = before !== undefined && form.content === undefined && form.components === undefined;
  const pings = resolveMentions(world, {
    channel,
    authorId: input.authorId,
    text: [content, ...collectDisplayedText(components)].join('\n'),
    allowed: form.allowed_mentions,
    defaults: input.defaults,
    repliedUserId: input.repliedUserId ?? null,
  });
  const mentions = pings.userIds.flatMap((id) => world.users.get(id)?.user ?? []);
  return {
    content,
    embeds,
    components,
    attachments,
    mentions: keepsPings ? before.mentions : mentions,
    mention_roles: keepsPings ? before.mention_roles : [...pings.roleIds],
    mention_everyone: keepsPings ? before.mention_everyone : pings.everyone,
    flags: composeFlags(form.flags ?? undefined, before?.flags),
  };
}

const EDITABLE = combineFlags(MessageFlags.SuppressEmbeds, MessageFlags.IsComponentsV2);
const CREATABLE = combineFlags(EDITABLE, MessageFlags.SuppressNotifications);

/** Flags that cannot be set are ignored; Components V2, once set, stays; `LOADING` ends with the first edit. */
function composeFlags(wanted: number | undefined, before: MessageFlags | undefined): MessageFlags {
  if (before === undefined) return maskFlags(wanted ?? 0, CREATABLE);
  const kept = clearFlags(before, MessageFlags.Loading);
  if (wanted === undefined) return kept;
  return combineFlags(clearFlags(kept, MessageFlags.SuppressEmbeds), maskFlags(wanted, EDITABLE));
}

function composeAttachments(world: World, { channel, form, files, before }: ComposeInput): APIAttachment[] {
  const listed = form.attachments ?? undefined;
  const kept = (before?.attachments ?? []).filter(
    (old) => listed === undefined || listed.some((entry) => entry.id === old.id),
  );
  if (kept.length + files.length > LIMITS.file.perMessage) {
    const message = `Must be ${LIMITS.file.perMessage} or fewer in length.`;
    throw createFormError(['attachments'], 'BASE_TYPE_MAX_LENGTH', message);
  }
  const known = new Set([...kept.map((old) => old.id), ...files.map((file) => file.index)]);
  listed?.forEach((entry, index) => {
    if (known.has(entry.id)) return;
    const message = `Value "${entry.id}" names no uploaded file.`;
    throw createFormError(['attachments', index, 'id'], 'ATTACHMENT_NOT_FOUND', message);
  });
  const added = files.map((file): APIAttachment => {
    if (file.bytes.byteLength > LIMITS.file.bytes) throw createApiError(40005);
    const entry = listed?.find((candidate) => candidate.id === file.index);
    const id = world.nextId();
    const filename = entry?.filename ?? file.filename;
    world.attachments.add({ id, filename, contentType: file.contentType, bytes: file.bytes });
    const url = `${world.url}/attachments/${channel.id}/${id}/${encodeURIComponent(filename)}`;
    return {
      id,
      filename,
      size: file.bytes.byteLength,
      url,
      proxy_url: url,
      content_type: file.contentType,
      ...(entry?.description && { description: entry.description }),
    };
  });
  return [...kept, ...added];
}

function buildEmbed(embed: NonNullable<MessageForm['embeds']>[number]): APIEmbed {
  return { ...(dropNulls(embed) as APIEmbed), type: EmbedType.Rich };
}

function collectDisplayedText(components: readonly unknown[]): string[] {
  return [...walkComponents(components)].flatMap(({ component }) =>
    typeof component.content === 'string' ? [component.content] : [],
  );
}

/** Discord leaves out what is not there. */
function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, dropNulls(field)]));
}
