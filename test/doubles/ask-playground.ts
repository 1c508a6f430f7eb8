import { vi } from 'vitest';
import type { PlaygroundSession } from '../../src/playground/routes/state-routes.ts';

/** Who is at the page of a playground. */
export async function fetchSession(url: string): Promise<PlaygroundSession> {
  return (await (await fetch(`${url}/playground/session`)).json()) as PlaygroundSession;
}

/** Asks over HTTP in the channel where every question is answered, and gives the answer as JSON. */
export async function askPlayground(
  url: string,
  { token, botId, channels }: Pick<PlaygroundSession, 'token' | 'botId' | 'channels'>,
  content: string,
  timeoutMs: number,
): Promise<string> {
  const messages = `${url}/api/v10/channels/${channels.answers}/messages`;
  const headers = { authorization: token, 'content-type': 'application/json', origin: url };
  const posted = await fetch(messages, { method: 'POST', headers, body: JSON.stringify({ content }) });
  const { id } = (await posted.json()) as { readonly id: string };
  return vi.waitUntil(
    async () => {
      const after = (await (await fetch(`${messages}?after=${id}`, { headers })).json()) as {
        readonly author: { readonly id: string };
      }[];
      const answer = after.find(({ author }) => author.id === botId);
      return answer === undefined ? false : JSON.stringify(answer);
    },
    { timeout: timeoutMs, interval: 100 },
  );
}
