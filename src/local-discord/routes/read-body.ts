import type { Context } from 'hono';
import { createApiError, createFormError } from '../api-error.ts';
import type { UploadedFile } from '../state/compose-message.ts';

/** A request's JSON and the files that came with it. */
export interface RequestBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/**
 * Reads a JSON or multipart body (reference.mdx, Uploading Files). Throws 50109 for JSON that is none and 50035 for
 * another content type.
 */
export async function readBody(context: Context): Promise<RequestBody> {
  const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') return readMultipart(context);
  const text = await context.req.text();
  if (text === '') return { json: {}, files: [] };
  if (type !== 'application/json') {
    const message =
      "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.";
    throw createFormError([], 'CONTENT_TYPE_INVALID', message);
  }
  return { json: parseJson(text), files: [] };
}

async function readMultipart(context: Context): Promise<RequestBody> {
  const form = await context.req.formData().catch(() => {
    throw createFormError([], 'MULTIPART_INVALID', 'The multipart body could not be read.');
  });
  const payload = form.get('payload_json');
  const files: UploadedFile[] = [];
  const fields: Record<string, string> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields[name] = value;
    else {
      const index = /^files\[(\d+)\]$/.exec(name)?.[1] ?? String(files.length);
      const bytes = new Uint8Array(await value.arrayBuffer());
      const contentType = value.type || 'application/octet-stream';
      files.push({ index, filename: value.name, contentType, bytes });
    }
  }
  return { json: typeof payload === 'string' ? parseJson(payload) : fields, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw createApiError(50109);
  }
}
