import { randomBytes } from 'node:crypto';

/**
 * In the shape of Discord's tokens: three parts, of which nobody reads more than that. As there, the first is a number in
 * Base64, which never begins with "Bot": discord.js takes that for a prefix, and cuts it off.
 */
export function createToken(): string {
  const number = randomBytes(8).readBigUInt64BE().toString().padStart(20, '0');
  const parts = [Buffer.from(number), randomBytes(4), randomBytes(27)];
  return parts.map((part) => part.toString('base64url')).join('.');
}
