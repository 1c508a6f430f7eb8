import { ApplicationCommandType, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { MAX_COMMAND_DESCRIPTION_LENGTH, MAX_COMMAND_TOTAL_LENGTH } from '../../src/discord/limits.ts';
import { listCommandBodies } from '../../src/discord/register-commands.ts';

const MANAGED = ['status', 'reindex', 'gaps'];

describe('the commands', () => {
  const bodies = listCommandBodies(null);

  it('are the eleven that are promised, each name once', () => {
    expect(bodies.map(({ name }) => name)).toEqual([
      'ask',
      'milestones',
      'milestone',
      'timeline',
      'sources',
      'about',
      'status',
      'reindex',
      'gaps',
      'forget-me',
      'Find sources',
    ]);
  });

  it('keep to what Discord takes', () => {
    for (const body of bodies) {
      const texts = [body.name];
      if (body.type === ApplicationCommandType.ChatInput) {
        expect(body.name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
        texts.push(
          body.description,
          ...(body.options ?? []).flatMap(({ name, description }) => [name, description]),
        );
        for (const { name, description } of [body, ...(body.options ?? [])]) {
          expect(name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
          expect(description.length).toBeGreaterThan(0);
          expect(description.length).toBeLessThanOrEqual(MAX_COMMAND_DESCRIPTION_LENGTH);
        }
      } else {
        expect(body.name).toMatch(/^.{1,32}$/);
        expect(body).not.toHaveProperty('description');
      }
      expect(texts.join('').length).toBeLessThanOrEqual(MAX_COMMAND_TOTAL_LENGTH);
    }
  });

  it('suggest what can be chosen of a milestone while it is typed', () => {
    const completed = bodies.flatMap((body) =>
      ('options' in body ? (body.options ?? []) : [])
        .filter((option) => 'autocomplete' in option && option.autocomplete)
        .map((option) => `${body.name} ${option.name}`),
    );
    expect(completed).toEqual([
      'milestones topic',
      'milestones article',
      'milestone name',
      'timeline topic',
      'timeline article',
      'sources article',
    ]);
  });

  it('of managers can be used in servers by those who may manage them', () => {
    const managers = bodies.filter(({ name }) => MANAGED.includes(name));
    expect(managers).toHaveLength(3);
    for (const body of managers) {
      expect(body.contexts).toEqual([0]);
      expect(body.integration_types).toEqual([0]);
      expect(body.default_member_permissions).toBe(PermissionFlagsBits.ManageGuild.toString());
    }
  });

  it('can, all others, be used in servers, with the bot alone and between people, and by everyone', () => {
    for (const body of bodies) {
      if (MANAGED.includes(body.name)) continue;
      expect(body.contexts).toEqual([0, 1, 2]);
      expect(body.integration_types).toEqual([0, 1]);
      expect(body).not.toHaveProperty('default_member_permissions');
    }
  });

  it('leave out for one server what only commands for every server take', () => {
    for (const body of listCommandBodies('197038439483310086')) {
      expect(body).not.toHaveProperty('contexts');
      expect(body).not.toHaveProperty('integration_types');
    }
  });
});
