import type { APIUser } from 'discord-api-types/v10';
import type { Draft } from '../commands/command-draft.ts';
import type { Extras } from '../extras/extras-types.ts';
import type { WireChannel, WireCommand, WireMessage, WireModal } from '../wire/wire-types.ts';

/** Where the gateway's connection stands. */
export interface Connection {
  readonly status: 'connecting' | 'ready' | 'waiting' | 'refused';
  /** When the next attempt begins, in milliseconds since 1970; 0 where none is planned. */
  readonly retryAtMs: number;
}

/** A message that was sent and has not come back yet. */
export interface Outgoing {
  readonly nonce: string;
  readonly content: string;
  readonly replyToId: string | null;
  /** Why it was refused; null while it is on its way. */
  readonly failure: string | null;
}

/** What is known of one channel's messages, oldest first. */
export interface History {
  readonly messages: readonly WireMessage[];
  readonly outgoing: readonly Outgoing[];
  readonly status: 'loading' | 'loaded' | 'failed';
  /** Whether there are older ones on the server. */
  readonly hasOlder: boolean;
}

/** An interaction that was sent and waits for its outcome, or failed. */
export interface Call {
  readonly nonce: string;
  readonly channelId: string;
  /** What was called, in words for people. */
  readonly label: string;
  /** The message whose component was used; null for commands and forms. */
  readonly messageId: string | null;
  readonly customId: string | null;
  readonly failure: string | null;
}

/** What stands in the composer of one channel. */
export interface ComposerState {
  readonly text: string;
  /** Where the caret stands in `text`, in UTF-16 units. */
  readonly caret: number;
  /** The command whose options are being filled in; null while plain text is typed. */
  readonly draft: Draft | null;
  readonly replyToId: string | null;
  /** Which row of the list is chosen. */
  readonly activeRow: number;
  /** Whether Escape closed the list; typing opens it again. */
  readonly isListClosed: boolean;
}

export type Panel = 'members' | 'thread' | 'faults' | 'articles';

export interface View {
  readonly channelId: string | null;
  readonly threadId: string | null;
  /** What stands at the right. */
  readonly panel: Panel | null;
  readonly isSidebarOpen: boolean;
  /** Whether the window is so narrow that panels lie above the messages. */
  readonly isNarrow: boolean;
  readonly theme: 'system' | 'light' | 'dark';
  /** The open menu of a message, with where it was asked for in CSS pixels. */
  readonly menu: {
    readonly channelId: string;
    readonly messageId: string;
    readonly x: number;
    readonly y: number;
  } | null;
  /** Message that was jumped to. */
  readonly markedId: string | null;
  readonly isDragging: boolean;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** A channel that it leads to; null for none. */
  readonly channelId: string | null;
}

export interface GuildEntry {
  readonly id: string;
  readonly name: string;
}

/** Everything that the page shows. */
export interface PageState {
  readonly connection: Connection;
  readonly me: APIUser | null;
  readonly sessionId: string;
  readonly guilds: readonly GuildEntry[];
  /** Text channels, threads and direct messages, by id. */
  readonly channels: Readonly<Record<string, WireChannel>>;
  readonly users: Readonly<Record<string, APIUser>>;
  /** Ids of the members of each guild. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  /** Ids of those who are online. */
  readonly online: ReadonlySet<string>;
  readonly histories: Readonly<Record<string, History>>;
  readonly unread: ReadonlySet<string>;
  /** Who types in which channel, and until when, in milliseconds since 1970. */
  readonly typing: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The commands that can be used in each channel. */
  readonly commands: Readonly<Record<string, readonly WireCommand[]>>;
  readonly composers: Readonly<Record<string, ComposerState>>;
  readonly calls: readonly Call[];
  readonly modal: (WireModal & { readonly channelId: string; readonly failure: string | null }) | null;
  readonly notices: readonly Notice[];
  readonly view: View;
  /** What only a playground has; null elsewhere. */
  readonly extras: Extras | null;
}

export const EMPTY_COMPOSER: ComposerState = {
  text: '',
  caret: 0,
  draft: null,
  replyToId: null,
  activeRow: 0,
  isListClosed: false,
};

export const EMPTY_HISTORY: History = { messages: [], outgoing: [], status: 'loading', hasOlder: false };

/** The state before anything is known. */
export const INITIAL_STATE: PageState = {
  connection: { status: 'connecting', retryAtMs: 0 },
  me: null,
  sessionId: '',
  guilds: [],
  channels: {},
  users: {},
  members: {},
  online: new Set(),
  histories: {},
  unread: new Set(),
  typing: {},
  commands: {},
  composers: {},
  calls: [],
  modal: null,
  notices: [],
  view: {
    channelId: null,
    threadId: null,
    panel: null,
    isSidebarOpen: false,
    isNarrow: false,
    theme: 'system',
    menu: null,
    markedId: null,
    isDragging: false,
  },
  extras: null,
};
