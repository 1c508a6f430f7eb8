import type { APIUser, UserFlags } from 'discord-api-types/v10';
import { combineFlags } from '../flags.ts';
import type { UserRecord } from './records.ts';

/** Somebody as they are told of themselves. */
export function buildOwnUser({ user, locale }: UserRecord): APIUser {
  const flags = combineFlags<UserFlags>();
  return { ...user, verified: true, mfa_enabled: false, email: null, flags, locale };
}
