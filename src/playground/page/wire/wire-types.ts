import type { APIMessage, APIModalInteractionResponseCallbackData, APIUser } from 'discord-api-types/v10';

/** A channel, thread or direct message as a user's client gets it; what the page does not show is left out. */
export interface WireChannel {
  readonly id: string;
  readonly type: number;
  readonly guild_id?: string;
  readonly name?: string | null;
  readonly topic?: string | null;
  readonly position?: number;
  readonly parent_id?: string | null;
  readonly recipients?: readonly APIUser[];
  readonly message_count?: number;
  readonly thread_metadata?: { readonly archived: boolean; readonly locked?: boolean };
}

export interface WireMember {
  readonly user?: APIUser;
  readonly nick?: string | null;
}

export interface WirePresence {
  readonly user: { readonly id: string };
  readonly status?: string;
}

/** A guild as READY and GUILD_CREATE bring it. */
export interface WireGuild {
  readonly id: string;
  readonly name: string;
  readonly channels?: readonly WireChannel[];
  readonly threads?: readonly WireChannel[];
  readonly members?: readonly WireMember[];
  readonly presences?: readonly WirePresence[];
}

export interface WireReady {
  readonly user: APIUser;
  readonly session_id: string;
  readonly guilds: readonly WireGuild[];
  readonly private_channels?: readonly WireChannel[];
}

/** A message as the gateway sends it. */
export type WireMessage = Omit<APIMessage, 'interaction'> & {
  readonly guild_id?: string;
  /** Of a reply to an interaction: which command, where the server says so. */
  readonly interaction?: { readonly name?: string; readonly user?: APIUser };
};

export interface WireChoice {
  readonly name: string;
  readonly value: string | number;
}

/** An option of a command; a subcommand is one that has options. */
export interface WireOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly WireChoice[];
  readonly options?: readonly WireOption[];
}

/** A command as it is registered. */
export interface WireCommand {
  readonly id: string;
  readonly version: string;
  readonly application_id: string;
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options?: readonly WireOption[];
}

/** `GET /channels/:id/application-command-index` */
export interface WireCommandIndex {
  readonly application_commands: readonly WireCommand[];
}

/** INTERACTION_MODAL_CREATE */
export type WireModal = APIModalInteractionResponseCallbackData & {
  readonly id: string;
  readonly nonce?: string;
  readonly channel_id?: string;
  readonly application?: { readonly id: string };
};

/** A JSON error body of Discord's REST. */
export interface WireError {
  readonly message?: string;
  readonly code?: number;
  readonly retry_after?: number;
}
