import type { APIUser } from 'discord-api-types/v10';

/** `GET /playground/session` */
export interface ExtrasSession {
  readonly token: string;
  readonly user: APIUser;
  readonly botId: string;
  readonly applicationId: string;
  readonly guildId: string;
  readonly channels: { readonly answers: string; readonly general: string };
  readonly examples: readonly string[];
}

/** `GET /playground/state` */
export interface ExtrasState {
  readonly bot: 'online' | 'offline';
  readonly faults: {
    readonly rateLimit: number;
    readonly serverError: number;
    readonly delayMs: number;
    readonly revoked: boolean;
  };
  readonly corpus: {
    readonly kind: 'shipped' | 'own';
    readonly articles: number;
    readonly added: readonly string[];
  };
  readonly build: { readonly phase: string; readonly done: number; readonly total: number } | null;
  /** Why the last build did not go as wished, in words for people. */
  readonly problem?: string | null;
}

export type FaultKind =
  'drop-gateway' | 'rate-limit' | 'server-error' | 'delay' | 'revoke-permission' | 'mend';

/** What a playground has beyond a Discord, as the page holds it. */
export interface Extras {
  readonly session: ExtrasSession;
  readonly state: ExtrasState | null;
  /** What became of the last thing that was asked for, in words for people; '' for nothing to tell. */
  readonly articlesNote: string;
  readonly faultNote: string;
}
