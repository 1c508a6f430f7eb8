import { describe, expect, it } from 'vitest';
import { findForeignness } from '../../src/playground/check-origin.ts';

const check = (
  fields: { method?: string; host?: string; origin?: string; isUpgrade?: boolean },
  port = 3000,
) => findForeignness({ method: 'GET', host: 'localhost:3000', origin: undefined, ...fields }, port);

describe('findForeignness', () => {
  it.each([
    [{}],
    [{ host: '127.0.0.1:3000' }],
    [{ host: 'LOCALHOST:3000' }],
    [{ method: 'HEAD' }],
    [{ origin: 'http://localhost:3000' }],
    [{ method: 'POST', origin: 'http://localhost:3000' }],
    [{ method: 'PUT', host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }],
    [{ isUpgrade: true, origin: 'http://localhost:3000' }],
  ])('lets %o through', (fields) => {
    expect(check(fields)).toBeNull();
  });

  it.each([
    [{ host: 'localhost' }],
    [{ host: 'localhost:3001' }],
    [{ host: 'evil.example:3000' }],
    [{ host: 'localhost.evil.example:3000' }],
    [{ host: '[::1]:3000' }],
    [{ host: '0.0.0.0:3000' }],
    [{ host: '' }],
  ])('refuses %o, which is no name of it', (fields) => {
    expect(check(fields)).toBe('The playground is served as http://localhost:3000 only.');
  });

  it.each([
    [{ method: 'POST' }],
    [{ method: 'DELETE' }],
    [{ isUpgrade: true }],
    [{ origin: 'null' }],
    [{ origin: 'https://localhost:3000' }],
    [{ origin: 'http://localhost:3001' }],
    [{ origin: 'http://127.0.0.1:3000' }],
    [{ origin: 'http://evil.example' }],
    [{ origin: 'http://localhost:3000.evil.example' }],
    [{ isUpgrade: true, origin: 'http://evil.example' }],
  ])('refuses %o, which does not come from its page', (fields) => {
    expect(check(fields)).toMatch(/^Only the playground's own page may do that/);
  });

  it('knows that browsers leave out port 80', () => {
    expect(check({ host: 'localhost', origin: 'http://localhost', method: 'POST' }, 80)).toBeNull();
  });
});
