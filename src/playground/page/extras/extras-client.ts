import type { ExtrasSession, ExtrasState, FaultKind } from './extras-types.ts';

/** What went wrong, in the server's words for people. */
export class ExtrasError extends Error {}

/** The session of a playground; null where the server is a Discord without one. */
export async function loadSession(): Promise<ExtrasSession | null> {
  const response = await fetch('/playground/session');
  if (response.status === 404) return null;
  if (!response.ok) throw new ExtrasError(await readMessage(response));
  return (await response.json()) as ExtrasSession;
}

/** Calls `listener` with the state now and on each change; the browser reconnects by itself. */
export function watchState(listener: (state: ExtrasState) => void): void {
  const source = new EventSource('/playground/events');
  source.addEventListener('state', (event) => {
    listener(JSON.parse(String(event.data)) as ExtrasState);
  });
  source.addEventListener('open', () => {
    void loadState().then(listener, () => undefined);
  });
}

/** The state as it is now. Throws {@link ExtrasError}. */
export async function loadState(): Promise<ExtrasState> {
  const response = await fetch('/playground/state');
  if (!response.ok) throw new ExtrasError(await readMessage(response));
  return (await response.json()) as ExtrasState;
}

/** Breaks something between Discord and the bot, or mends it all. */
export async function sendFault(kind: FaultKind): Promise<void> {
  const response = await request('/playground/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind }),
  });
  if (!response.ok) throw new ExtrasError(await readMessage(response));
}

/** Content types by the end of a file's name; browsers know none for Markdown. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/\.(md|markdown)$/i, 'text/markdown'],
  [/\.(txt|text)$/i, 'text/plain'],
  [/\.(html?|xhtml)$/i, 'text/html'],
];

/** What the page takes as an article; the server decides. */
export const MAX_ARTICLE_BYTES = 1024 * 1024;

/** Adds one file to the playground's articles. Throws {@link ExtrasError}. */
export async function uploadArticle(file: File): Promise<void> {
  const type = TYPES.find(([end]) => end.test(file.name))?.[1];
  if (type === undefined) {
    throw new ExtrasError(
      `${file.name}: only Markdown (.md), text (.txt) and HTML (.html) files can be added.`,
    );
  }
  if (file.size > MAX_ARTICLE_BYTES) throw new ExtrasError(`${file.name}: larger than 1 MB.`);
  const response = await request(`/playground/articles/${encodeURIComponent(file.name)}`, {
    method: 'PUT',
    headers: { 'content-type': type },
    body: file,
  });
  if (!response.ok) throw new ExtrasError(`${file.name}: ${await readMessage(response)}`);
}

/** Returns to the shipped articles. */
export async function resetArticles(): Promise<void> {
  const response = await request('/playground/articles', { method: 'DELETE' });
  if (!response.ok) throw new ExtrasError(await readMessage(response));
}

async function request(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new ExtrasError('The playground cannot be reached.');
  }
}

async function readMessage(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as { readonly message?: string };
  return body.message ?? `The playground answered ${response.status}.`;
}
