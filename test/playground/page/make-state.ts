import { MessageType, type APIUser } from 'discord-api-types/v10';
import { INITIAL_STATE, type PageState } from '../../../src/playground/page/state/page-state.ts';
import { applyReady } from '../../../src/playground/page/state/world-changes.ts';
import type { WireMessage } from '../../../src/playground/page/wire/wire-types.ts';

/** A person or a bot as the wire has them. */
export function makeUser(id: string, username: string, bot = false): APIUser {
  return { id, username, discriminator: '0', global_name: null, avatar: null, bot };
}

export const ANA = makeUser('200000000000000001', 'ana');
export const BOT = makeUser('200000000000000002', 'Footnote', true);
export const GUILD_ID = '100000000000000000';
export const ASK_ID = '100000000000000001';
export const GENERAL_ID = '100000000000000002';
export const DIRECT_ID = '100000000000000003';

/** A message of that channel; ids of one length sort as numbers. */
export function makeMessage(id: string, change: Partial<WireMessage> = {}): WireMessage {
  return {
    id,
    channel_id: ASK_ID,
    author: BOT,
    content: 'words',
    timestamp: '2026-11-22T12:00:00.000Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: MessageType.Default,
    ...change,
  };
}

/** What the page knows once Ana is logged in to a guild with two channels, the bot in it. */
export function makeReadyState(): PageState {
  return applyReady(INITIAL_STATE, {
    user: ANA,
    session_id: 'session',
    guilds: [
      {
        id: GUILD_ID,
        name: 'Local',
        channels: [
          { id: GENERAL_ID, type: 0, name: 'general', position: 1 },
          { id: ASK_ID, type: 0, name: 'ask', position: 0 },
        ],
        threads: [],
        members: [{ user: ANA }, { user: BOT }],
        presences: [{ user: { id: BOT.id }, status: 'online' }],
      },
    ],
    private_channels: [{ id: DIRECT_ID, type: 1, recipients: [BOT] }],
  });
}
