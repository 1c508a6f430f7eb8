import type { APIUser } from 'discord-api-types/v10';
import type { WireChannel, WireCommandIndex, WireError, WireMessage } from './wire-types.ts';

/** A refusal of the server; the message is its own, or says what went wrong on the way. */
export class RestError extends Error {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An interaction as a user's client sends it. */
export interface InteractionBody {
  readonly type: number;
  readonly application_id: string;
  readonly guild_id?: string;
  readonly channel_id: string;
  readonly message_id?: string;
  readonly message_flags?: number;
  readonly session_id: string;
  readonly nonce: string;
  readonly data: object;
}

/** How many messages one request brings. */
export const HISTORY_PAGE = 50;
/** How often a request is tried again when the server asks to wait. */
const MAX_WAITS = 3;

/** Discord's REST as a user's client speaks it. Every method throws {@link RestError}. */
export class RestClient {
  readonly #base: string;
  #token = '';

  /** `base` is e.g. `/api/v10`. */
  constructor(base: string) {
    this.#base = base;
  }

  /** Whom the requests are from. */
  useToken(token: string): void {
    this.#token = token;
  }

  /** Newest first; `before` is the id of the oldest that is known. */
  listMessages(channelId: string, before?: string): Promise<readonly WireMessage[]> {
    const from = before === undefined ? '' : `&before=${before}`;
    return this.#request('GET', `/channels/${channelId}/messages?limit=${HISTORY_PAGE}${from}`);
  }

  sendMessage(
    channelId: string,
    body: { readonly content: string; readonly nonce: string; readonly message_reference?: object },
  ): Promise<WireMessage> {
    return this.#request('POST', `/channels/${channelId}/messages`, body);
  }

  deleteMessage(channelId: string, messageId: string): Promise<void> {
    return this.#request('DELETE', `/channels/${channelId}/messages/${messageId}`);
  }

  sendTyping(channelId: string): Promise<void> {
    return this.#request('POST', `/channels/${channelId}/typing`);
  }

  startThread(channelId: string, messageId: string, name: string): Promise<WireChannel> {
    return this.#request('POST', `/channels/${channelId}/messages/${messageId}/threads`, { name });
  }

  openDirectChannel(userId: string): Promise<WireChannel> {
    return this.#request('POST', '/users/@me/channels', { recipient_id: userId });
  }

  findMe(): Promise<APIUser> {
    return this.#request('GET', '/users/@me');
  }

  listCommands(channelId: string): Promise<WireCommandIndex> {
    return this.#request('GET', `/channels/${channelId}/application-command-index`);
  }

  interact(body: InteractionBody): Promise<void> {
    return this.#request('POST', '/interactions', body);
  }

  async #request<Result>(method: string, path: string, body?: object): Promise<Result> {
    for (let waits = 0; ; waits += 1) {
      const response = await this.#fetch(method, path, body);
      if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Result;
      const error = (await response.json().catch(() => ({}))) as WireError;
      if (response.status !== 429 || waits >= MAX_WAITS) {
        throw new RestError(response.status, error.message ?? `The server answered ${response.status}.`);
      }
      await new Promise((resolve) => setTimeout(resolve, (error.retry_after ?? 1) * 1000));
    }
  }

  async #fetch(method: string, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(`${this.#base}${path}`, {
        method,
        headers: {
          authorization: this.#token,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch {
      throw new RestError(0, 'The server cannot be reached.');
    }
  }
}
