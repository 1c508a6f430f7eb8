import { z } from 'zod';

export interface TextBounds {
  /** Fewest characters allowed. @default 0 */
  readonly min?: number;
  /** Most characters allowed. */
  readonly max: number;
}

/** How Discord counts: in code points, so that an emoji outside the basic plane is one character. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const character of text) count += character === '' ? 0 : 1;
  return count;
}

/** The part of zod's refinement context that {@link addFormIssue} needs, whatever is being refined. */
export interface IssueSink {
  addIssue(issue: {
    code: 'custom';
    message: string;
    params: { formCode: string };
    path: PropertyKey[];
    input: unknown;
  }): void;
  readonly value?: unknown;
}

/** Marks an issue with the code that Discord's error tree shows for it. */
export function addFormIssue(
  context: IssueSink,
  formCode: string,
  message: string,
  path: readonly PropertyKey[] = [],
): void {
  context.addIssue({ code: 'custom', message, params: { formCode }, path: [...path], input: context.value });
}

/** A text of Discord's: counted in code points, refused in Discord's words. */
export function createTextSchema({ min = 0, max }: TextBounds): z.ZodType<string> {
  return z.string().superRefine((text, context) => {
    const length = countCharacters(text);
    if (length >= min && length <= max) return;
    if (min === 0) addFormIssue(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    else addFormIssue(context, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  });
}

/** A text that Discord trims before it counts, and treats as missing when nothing is left (embeds). */
export function createTrimmedTextSchema(max: number): z.ZodType<string> {
  return z
    .string()
    .transform((text) => text.trim())
    .superRefine((text, context) => {
      if (text === '') addFormIssue(context, 'BASE_TYPE_REQUIRED', 'This field is required');
      else if (countCharacters(text) > max) {
        addFormIssue(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
      }
    });
}

/** A link with one of the given schemes, e.g. `https:`. */
export function createUrlSchema(schemes: readonly string[], max = 2048): z.ZodType<string> {
  return createTextSchema({ max }).superRefine((url, context) => {
    const scheme = URL.canParse(url) ? new URL(url).protocol : null;
    if (scheme === null) addFormIssue(context, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    else if (!schemes.includes(scheme)) {
      const allowed = schemes.map((name) => `'${name.replace(':', '')}'`).join(', ');
      addFormIssue(
        context,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme.replace(':', '')}" is not supported. Scheme must be one of (${allowed}).`,
      );
    }
  });
}

/** An id as Discord sends it: digits as text. */
export const snowflakeSchema = z
  .union([z.string(), z.int()])
  .transform(String)
  .superRefine((id, context) => {
    if (!/^\d{1,20}$/.test(id)) {
      addFormIssue(context, 'NUMBER_TYPE_COERCE', `Value "${id.slice(0, 30)}" is not snowflake.`);
    }
  });
