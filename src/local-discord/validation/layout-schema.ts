import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { actionRowSchema, buttonSchema } from './component-schema.ts';
import { createTextSchema, createUrlSchema } from './text-schema.ts';

const id = z.int().min(0).nullish();
const media = z.object({ url: createUrlSchema(['http:', 'https:', 'attachment:']) });
const spoiler = z.boolean().nullish();
const textDisplay = z.object({
  type: z.literal(ComponentType.TextDisplay),
  id,
  content: createTextSchema({ min: 1, max: LIMITS.component.displayedTextV2 }),
});
const thumbnail = z.object({
  type: z.literal(ComponentType.Thumbnail),
  id,
  media,
  description: createTextSchema({ max: 1024 }).nullish(),
  spoiler,
});
const section = z.object({
  type: z.literal(ComponentType.Section),
  id,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [buttonSchema, thumbnail]),
});
const gallery = z.object({
  type: z.literal(ComponentType.MediaGallery),
  id,
  items: z
    .array(z.object({ media, description: z.string().nullish(), spoiler }))
    .min(1)
    .max(10),
});
const file = z.object({
  type: z.literal(ComponentType.File),
  id,
  file: z.object({ url: createUrlSchema(['attachment:']) }),
  spoiler,
});
const separator = z.object({
  type: z.literal(ComponentType.Separator),
  id,
  divider: z.boolean().nullish(),
  spacing: z.union([z.literal(1), z.literal(2)]).nullish(),
});
const blocks = [actionRowSchema, section, textDisplay, gallery, file, separator] as const;
const container = z.object({
  type: z.literal(ComponentType.Container),
  id,
  components: z.array(z.discriminatedUnion('type', blocks)).min(1),
  accent_color: z.int().min(0).max(0xff_ff_ff).nullish(),
  spoiler,
});

/** What may stand at the top of a message with the flag IS_COMPONENTS_V2 (components/reference.mdx). */
export const layoutSchema = z.discriminatedUnion('type', [...blocks, container]);
