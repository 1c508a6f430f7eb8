import type { z } from 'zod';
import { createApiError, type FormError, type FormErrors } from '../api-error.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks a body against a schema and gives what the schema makes of it.
 * Throws an {@link createApiError ApiError} 50035 whose tree names every field that is wrong.
 */
export function parseForm<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw createApiError(50035, collectErrors(parsed.error.issues));
}

/** Zod's issues as Discord's tree of errors. */
export function collectErrors(issues: readonly Issue[]): FormErrors {
  const root = createNode();
  for (const issue of issues) {
    let node = root;
    for (const key of issue.path) node = (node[String(key)] ??= createNode()) as FormErrors;
    node._errors = [...((node._errors ?? []) as readonly FormError[]), describeIssue(issue)];
  }
  return root;
}

/** Without a prototype: the keys of a path come from outside, and `__proto__` must be one like any other. */
function createNode(): FormErrors {
  return Object.create(null) as FormErrors;
}

/** One issue in Discord's words. It must have been made with `reportInput`, or a missing field looks like a wrong one. */
export function describeIssue(issue: Issue): { code: string; message: string } {
  switch (issue.code) {
    case 'custom':
      return { code: String(issue.params?.formCode ?? 'BASE_TYPE_INVALID'), message: issue.message };
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'BASE_TYPE_BAD_TYPE', message: `Expected ${issue.expected}.` };
    case 'invalid_value':
      return {
        code: 'BASE_TYPE_CHOICES',
        message: `Value must be one of (${issue.values.map(String).join(', ')}).`,
      };
    case 'too_big':
      return issue.origin === 'array'
        ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum.toString()} or fewer in length.` }
        : {
            code: 'NUMBER_TYPE_MAX',
            message: `Value should be less than or equal to ${issue.maximum.toString()}.`,
          };
    case 'too_small':
      return issue.origin === 'array'
        ? { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum.toString()} or more in length.` }
        : {
            code: 'NUMBER_TYPE_MIN',
            message: `Value should be greater than or equal to ${issue.minimum.toString()}.`,
          };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}
