import { FootnoteError } from '../errors.ts';

/**
 * Discord's JSON error codes that local-discord gives, with their HTTP status and wording
 * (topics/opcodes-and-status-codes.mdx in discord/discord-api-docs; a status that the table lacks is as seen on the wire).
 */
export const API_ERRORS = {
  10002: { status: 404, message: 'Unknown Application' },
  10003: { status: 404, message: 'Unknown Channel' },
  10004: { status: 404, message: 'Unknown Guild' },
  10007: { status: 404, message: 'Unknown Member' },
  10008: { status: 404, message: 'Unknown Message' },
  10013: { status: 404, message: 'Unknown User' },
  10015: { status: 404, message: 'Unknown Webhook' },
  10062: { status: 404, message: 'Unknown interaction' },
  10063: { status: 404, message: 'Unknown application command' },
  20001: { status: 403, message: 'Bots cannot use this endpoint' },
  20002: { status: 403, message: 'Only bots can use this endpoint' },
  20012: { status: 403, message: 'You are not authorized to perform this action on this application' },
  30032: { status: 400, message: 'Maximum number of application commands reached' },
  30034: { status: 400, message: 'Max number of daily application command creates has been reached (200)' },
  40005: { status: 413, message: 'Request entity too large' },
  40060: { status: 400, message: 'Interaction has already been acknowledged.' },
  50001: { status: 403, message: 'Missing Access' },
  50003: { status: 403, message: 'Cannot execute action on a DM channel' },
  50005: { status: 403, message: 'Cannot edit a message authored by another user' },
  50006: { status: 400, message: 'Cannot send an empty message' },
  50007: { status: 403, message: 'Cannot send messages to this user' },
  50013: { status: 403, message: 'Missing Permissions' },
  50024: { status: 400, message: 'Cannot execute action on this channel type' },
  50027: { status: 401, message: 'Invalid Webhook Token' },
  50035: { status: 400, message: 'Invalid Form Body' },
  50041: { status: 400, message: 'Invalid API version provided.' },
  50083: { status: 400, message: 'Thread is archived' },
  50109: { status: 400, message: 'The request body contains invalid JSON.' },
  50278: { status: 403, message: 'Cannot send messages to this user due to having no mutual guilds' },
  160002: { status: 400, message: 'You cannot reply without permission to read message history' },
  160004: { status: 400, message: 'A thread has already been created for this message' },
  160005: { status: 400, message: 'Thread is locked' },
} as const satisfies Record<number, { status: number; message: string }>;

/** The codes of {@link API_ERRORS}. */
export type ApiErrorCode = keyof typeof API_ERRORS;

/** Discord's tree of what is wrong with a body: the path of the field, then `_errors`. */
export interface FormErrors {
  [key: string]: FormErrors | readonly FormError[];
}

/** One leaf of {@link FormErrors}. */
export interface FormError {
  readonly code: string;
  readonly message: string;
}

/** A refusal as it goes over the wire; what handles a request throws it, the REST app sends it. */
export class ApiError extends FootnoteError {
  readonly status: number;
  /** Discord's code; 0 where Discord has only a status to say. */
  readonly apiCode: number;
  readonly errors: FormErrors | undefined;

  constructor(apiCode: number, status: number, message: string, errors?: FormErrors) {
    super(message, { code: 'discord-refused' });
    this.apiCode = apiCode;
    this.status = status;
    this.errors = errors;
  }

  /** The body as Discord sends it. */
  toBody(): { message: string; code: number; errors?: FormErrors } {
    const body = { message: this.message, code: this.apiCode };
    return this.errors === undefined ? body : { ...body, errors: this.errors };
  }
}

/** The refusal of one of Discord's codes. */
export function createApiError(code: ApiErrorCode, errors?: FormErrors): ApiError {
  const { status, message } = API_ERRORS[code];
  return new ApiError(code, status, message, errors);
}

/** A refusal that has a status only, as Discord words it: `401: Unauthorized`. */
export function createStatusError(status: number, reason: string): ApiError {
  return new ApiError(0, status, `${status}: ${reason}`);
}

/** `Invalid Form Body` for one field; `path` leads to it. */
export function createFormError(path: readonly (string | number)[], code: string, message: string): ApiError {
  let tree: FormErrors = { _errors: [{ code, message }] };
  for (const key of [...path].reverse()) tree = { [String(key)]: tree };
  return createApiError(50035, tree);
}
