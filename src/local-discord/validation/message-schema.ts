import { MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { actionRowSchema } from './component-schema.ts';
import { countEmbedCharacters, embedSchema } from './embed-schema.ts';
import { layoutSchema } from './layout-schema.ts';
import { describeIssue } from './parse-form.ts';
import {
  addFormIssue,
  countCharacters,
  createTextSchema,
  snowflakeSchema,
  type IssueSink,
} from './text-schema.ts';
import { walkComponents } from './walk-components.ts';

const { message: limits, component: componentLimits } = LIMITS;
const mentionIds = z.array(snowflakeSchema).max(limits.allowedMentionIds).nullish();

const allowedMentionsSchema = z
  .object({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: mentionIds,
    roles: mentionIds,
    replied_user: z.boolean().nullish(),
  })
  .superRefine((allowed, context) => {
    for (const kind of ['users', 'roles'] as const) {
      if (!allowed.parse?.includes(kind) || (allowed[kind] ?? []).length === 0) continue;
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      addFormIssue(context, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  });

/** Flags that a person's client sets: no preview of links, and no notification ("@silent"). */
const PERSON_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications;

const anyComponents = z.array(z.looseObject({ type: z.int() }));

/**
 * What a bot may say in a message, however it is sent: a channel message, an interaction response, a follow-up, an
 * edit. Every field may be left out; whether something is left to show is the sender's question.
 */
export const messageSchema = z
  .object({
    content: z.preprocess(
      (value) => (typeof value === 'string' ? value.trim() : value),
      createTextSchema({ max: limits.content }).nullish(),
    ),
    nonce: z.union([createTextSchema({ max: limits.nonce }), z.int()]).nullish(),
    enforce_nonce: z.boolean().nullish(),
    tts: z.boolean().nullish(),
    embeds: z.array(embedSchema).max(LIMITS.embed.perMessage).nullish(),
    components: anyComponents.nullish(),
    allowed_mentions: allowedMentionsSchema.nullish(),
    message_reference: z
      .object({
        type: z.literal(0).nullish(),
        message_id: snowflakeSchema,
        channel_id: snowflakeSchema.nullish(),
        fail_if_not_exists: z.boolean().nullish(),
      })
      .nullish(),
    flags: z.int().min(0).nullish(),
    attachments: z
      .array(
        z.object({
          id: snowflakeSchema,
          filename: z.string().nullish(),
          description: createTextSchema({ max: LIMITS.file.description }).nullish(),
        }),
      )
      .max(LIMITS.file.perMessage)
      .nullish(),
  })
  .superRefine((message, context) => {
    const total = (message.embeds ?? []).reduce((sum, embed) => sum + countEmbedCharacters(embed), 0);
    if (total > LIMITS.embed.total) {
      const text = `Embed size exceeds maximum size of ${LIMITS.embed.total}`;
      addFormIssue(context, 'MAX_EMBED_SIZE_EXCEEDED', text, ['embeds']);
    }
  })
  .transform((message, context) => {
    const isLayout = ((message.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
    const schema = isLayout
      ? z.array(layoutSchema)
      : z.array(z.discriminatedUnion('type', [actionRowSchema])).max(componentLimits.rows);
    const parsed = schema.nullish().safeParse(message.components, { reportInput: true });
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const { code, message: text } = describeIssue(issue);
        addFormIssue(context, code, text, ['components', ...issue.path]);
      }
      return z.NEVER;
    }
    checkWholeOfComponents(parsed.data ?? [], context);
    if (isLayout && ((message.content ?? '') !== '' || (message.embeds ?? []).length > 0)) {
      const text =
        "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2";
      addFormIssue(context, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', text, ['content']);
    }
    return { ...message, components: parsed.data };
  });

/**
 * What a person may say: their client has no embeds and no components, and what it sends of them is passed over, as
 * flags are that only an app may set.
 */
export const personMessageSchema = z.preprocess((body) => {
  if (typeof body !== 'object' || body === null) return body;
  const { flags } = body as { readonly flags?: unknown };
  const kept = typeof flags === 'number' ? flags & PERSON_FLAGS : flags;
  return { ...body, flags: kept, embeds: undefined, components: undefined };
}, messageSchema);

function checkWholeOfComponents(components: readonly unknown[], context: IssueSink): void {
  const seen = new Set<unknown>();
  let count = 0;
  let displayed = 0;
  for (const { component, path } of walkComponents(components)) {
    count += 1;
    if (typeof component.content === 'string') displayed += countCharacters(component.content);
    const { custom_id: customId } = component;
    if (typeof customId !== 'string' || customId === '') continue;
    if (seen.has(customId)) {
      const message = 'Component custom id cannot be duplicated';
      addFormIssue(context, 'COMPONENT_CUSTOM_ID_DUPLICATED', message, ['components', ...path, 'custom_id']);
    }
    seen.add(customId);
  }
  if (count > componentLimits.perMessageV2) {
    const message = `Must be ${componentLimits.perMessageV2} or fewer in length.`;
    addFormIssue(context, 'BASE_TYPE_MAX_LENGTH', message, ['components']);
  }
  if (displayed > componentLimits.displayedTextV2) {
    const message = `Components displayable text size exceeds maximum size of ${componentLimits.displayedTextV2}`;
    addFormIssue(context, 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message, ['components']);
  }
}

/** A checked message body. */
export type MessageForm = z.output<typeof messageSchema>;
