import { expect, it } from 'vitest';
import { createToken } from '../../src/local-discord/create-token.ts';

it('a token has three parts, and none begins with what discord.js cuts off', () => {
  const tokens = Array.from({ length: 20_000 }, createToken);
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(tokens.every((token) => /^[MNO][\w-]{26}\.[\w-]{6}\.[\w-]{36}$/.test(token))).toBe(true);
});
