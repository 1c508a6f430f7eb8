import { randomBytes } from 'node:crypto';

/** In the shape of Discord's tokens: three parts, of which nobody reads more than that. */
export function createToken(): string {
  return [18, 4, 27].map((bytes) => randomBytes(bytes).toString('base64url')).join('.');
}
