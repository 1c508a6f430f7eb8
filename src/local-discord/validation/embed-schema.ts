import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { addFormIssue, countCharacters, createTrimmedTextSchema, createUrlSchema } from './text-schema.ts';

const { embed: limits } = LIMITS;
const link = createUrlSchema(['http:', 'https:']);
const media = z.object({ url: createUrlSchema(['http:', 'https:', 'attachment:']) });
const iconUrl = createUrlSchema(['http:', 'https:', 'attachment:']).nullish();
/** An empty text in an embed counts as none. */
const optionalText = (max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    createTrimmedTextSchema(max).nullish(),
  );

/** One rich embed of a message (resources/message.mdx, Embed Object, Embed Limits). */
export const embedSchema = z
  .object({
    title: optionalText(limits.title),
    description: optionalText(limits.description),
    url: link.nullish(),
    timestamp: z
      .string()
      .refine((text) => !Number.isNaN(Date.parse(text)), { params: { formCode: 'DATE_TIME_TYPE_PARSE' } })
      .nullish(),
    color: z.int().min(0).max(0xff_ff_ff).nullish(),
    footer: z.object({ text: createTrimmedTextSchema(limits.footer), icon_url: iconUrl }).nullish(),
    image: media.nullish(),
    thumbnail: media.nullish(),
    author: z
      .object({ name: createTrimmedTextSchema(limits.author), url: link.nullish(), icon_url: iconUrl })
      .nullish(),
    fields: z
      .array(
        z.object({
          name: createTrimmedTextSchema(limits.fieldName),
          value: createTrimmedTextSchema(limits.fieldValue),
          inline: z.boolean().nullish(),
        }),
      )
      .max(limits.fields)
      .nullish(),
  })
  .superRefine((embed, context) => {
    const { title, description, footer, image, thumbnail, author, fields } = embed;
    const shown = [title, description, footer, image, thumbnail, author, fields?.[0]];
    if (shown.every((part) => part === undefined || part === null)) {
      addFormIssue(context, 'BASE_TYPE_REQUIRED', 'This field is required', ['description']);
    }
  });

/** A checked embed. */
export type EmbedForm = z.output<typeof embedSchema>;

/** Characters that count towards the 6000 of all embeds. */
export function countEmbedCharacters(embed: EmbedForm): number {
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  for (const field of embed.fields ?? []) texts.push(field.name, field.value);
  return texts.reduce((sum, text) => sum + countCharacters(text ?? ''), 0);
}
