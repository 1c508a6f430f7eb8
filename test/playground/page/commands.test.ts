import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCommandData } from '../../../src/playground/page/commands/build-command-data.ts';
import {
  createDraft,
  findComplaint,
  pickChoice,
  toggleOption,
  typeIntoDraft,
} from '../../../src/playground/page/commands/command-draft.ts';
import {
  listMessageCommands,
  listTypedCommands,
  type CommandEntry,
} from '../../../src/playground/page/commands/command-entry.ts';
import { encodeMentions } from '../../../src/playground/page/commands/encode-mentions.ts';
import { findCompletion, rankCommands } from '../../../src/playground/page/commands/find-completion.ts';
import { listDraftChoices } from '../../../src/playground/page/commands/list-draft-choices.ts';
import { parseCommandLine } from '../../../src/playground/page/commands/parse-command-line.ts';
import { COMMANDS } from './make-commands.ts';

const entries = listTypedCommands(COMMANDS);
const nameOf = ({ path }: CommandEntry): string => path.join(' ');

function findEntry(name: string): CommandEntry {
  const entry = entries.find((candidate) => nameOf(candidate) === name);
  if (entry === undefined) throw new Error(`no command ${name}`);
  return entry;
}

describe('the list of commands', () => {
  it('has every subcommand as an entry, by name, and no menu commands', () => {
    expect(entries.map(nameOf)).toEqual([
      'ask',
      'milestone',
      'milestones',
      'settings change language',
      'settings show',
    ]);
    expect(listMessageCommands(COMMANDS).map(({ name }) => name)).toEqual(['Find sources']);
  });

  it('opens behind a slash at the start, and nowhere else', () => {
    expect(findCompletion('/mil', 4)).toEqual({ kind: 'command', query: 'mil' });
    expect(findCompletion('and /mil', 8)).toBeNull();
    expect(findCompletion('a\n/mil', 6)).toBeNull();
  });

  it('opens for a mention behind a white space, up to the caret', () => {
    expect(findCompletion('hello @Foo and more', 10)).toEqual({ kind: 'mention', query: 'foo', from: 6 });
    expect(findCompletion('mail@foo', 8)).toBeNull();
  });

  it('shows what begins as typed before what only holds it', () => {
    expect(rankCommands(entries, 'milestones').map(nameOf)).toEqual(['milestones']);
    expect(rankCommands(entries, 's').map(nameOf).slice(0, 2)).toEqual([
      'settings change language',
      'settings show',
    ]);
    expect(rankCommands(entries, 'nothing of this')).toEqual([]);
  });
});

describe('a command in one line', () => {
  it('is none before its name is whole', () => {
    expect(parseCommandLine('/mileston', entries)).toBeNull();
    expect(parseCommandLine('/milestone', entries)).toBeNull();
    expect(parseCommandLine('milestone ', entries)).toBeNull();
  });

  it('is the one with the longest name that fits', () => {
    expect(parseCommandLine('/milestones ', entries)?.entry.path).toEqual(['milestones']);
    expect(parseCommandLine('/settings change language to: nl', entries)).toMatchObject({
      entry: { path: ['settings', 'change', 'language'] },
      values: { to: 'nl' },
    });
  });

  it('gives each option its words, and words without a name to the first option', () => {
    expect(parseCommandLine('/milestones topic: the rise of git from:2009', entries)?.values).toEqual({
      topic: 'the rise of git',
      from: '2009',
    });
    expect(parseCommandLine('/ask what is: a fork? private: True', entries)?.values).toEqual({
      question: 'what is: a fork?',
      private: 'True',
    });
  });

  it('loses no word of what was typed behind the name', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z:]{1,8}$/), { maxLength: 8 }), (words) => {
        const line = parseCommandLine(`/ask ${words.join(' ')}`, entries);
        const kept = Object.values(line?.values ?? {}).join(' ');
        const named = Object.keys(line?.values ?? {});
        for (const word of words.filter((part) => !part.includes(':'))) {
          expect(kept.split(/\s+/)).toContain(word);
        }
        expect(named.every((name) => findEntry('ask').options.some((option) => option.name === name))).toBe(
          true,
        );
      }),
    );
  });
});

describe('a command that is being filled in', () => {
  it('has fields for what is required and for what was typed', () => {
    expect(createDraft(findEntry('ask')).shown).toEqual(['question']);
    expect(createDraft(findEntry('ask'), { private: 'True' }).shown).toEqual(['question', 'private']);
  });

  it('is not sent without a required option, and says which', () => {
    const draft = createDraft(findEntry('ask'));
    expect(findComplaint(draft)?.option).toBe('question');
    expect(findComplaint(typeIntoDraft(draft, 'question', 'Why?'))).toBeNull();
  });

  it.each([
    ['count', 'many'],
    ['private', 'perhaps'],
    ['order', 'Oldest'],
    ['whom', 'somebody'],
  ])('refuses for %s what is none: %s', (option, text) => {
    const draft = typeIntoDraft(createDraft(findEntry('ask'), { question: 'Why?' }), option, text);
    expect(findComplaint(draft)?.option).toBe(option);
  });

  it('sends values in the types of their options, and leaves empty ones out', () => {
    let draft = createDraft(findEntry('ask'), {
      question: ' Why? ',
      count: '3',
      order: 'Newest',
      private: '',
    });
    draft = pickChoice(draft, 'whom', { name: 'Ana', value: '200000000000000001' });
    draft = pickChoice(draft, 'private', { name: 'True', value: true });
    expect(buildCommandData(draft)).toEqual({
      id: '3',
      version: '1',
      name: 'ask',
      type: 1,
      options: [
        { type: 3, name: 'question', value: 'Why?' },
        { type: 5, name: 'private', value: true },
        { type: 4, name: 'count', value: 3 },
        { type: 3, name: 'order', value: 'new' },
        { type: 6, name: 'whom', value: '200000000000000001' },
      ],
    });
  });

  it('sends a choice by its value, and text that changed afterwards as it stands', () => {
    const picked = pickChoice(createDraft(findEntry('milestones')), 'topic', { name: 'Git', value: 'id-7' });
    expect(buildCommandData(picked).options).toEqual([{ type: 3, name: 'topic', value: 'id-7' }]);
    const typed = typeIntoDraft(picked, 'topic', 'Git and more');
    expect(buildCommandData(typed).options).toEqual([{ type: 3, name: 'topic', value: 'Git and more' }]);
  });

  it('marks the option that suggestions are asked for, even an empty one', () => {
    const draft = createDraft(findEntry('milestones'));
    expect(buildCommandData(draft, 'topic').options).toEqual([
      { type: 3, name: 'topic', value: '', focused: true },
    ]);
  });

  it('puts options into their subcommand and its group', () => {
    const draft = createDraft(findEntry('settings change language'), { to: 'nl' });
    expect(buildCommandData(draft).options).toEqual([
      {
        type: 2,
        name: 'change',
        options: [{ type: 1, name: 'language', options: [{ type: 3, name: 'to', value: 'nl' }] }],
      },
    ]);
  });

  it('forgets what stood in a field that is taken away', () => {
    const draft = createDraft(findEntry('milestones'), { from: '2009' });
    expect(toggleOption(draft, 'from')).toMatchObject({ shown: [], values: {} });
  });
});

describe('the choices of an option', () => {
  const surroundings = { people: [{ name: 'Ana', value: '1' }], channels: [{ name: 'general', value: '2' }] };

  it('are those of the bot where it completes the option', () => {
    const draft = { ...createDraft(findEntry('milestones'), { topic: 'g' }), focused: 'topic' };
    expect(listDraftChoices(draft, surroundings)).toBeNull();
    const choices = [{ name: 'Git', value: 'git' }];
    const completed = { ...draft, completion: { option: 'topic', nonce: '1', choices } };
    expect(listDraftChoices(completed, surroundings)).toEqual(choices);
  });

  it('are True and False, people, or what is registered, narrowed by what was typed', () => {
    const base = createDraft(findEntry('ask'));
    const focus = (focused: string, text: string) => ({ ...typeIntoDraft(base, focused, text), focused });
    expect(listDraftChoices(focus('private', 'f'), surroundings)).toEqual([{ name: 'False', value: false }]);
    expect(listDraftChoices(focus('whom', ''), surroundings)).toEqual(surroundings.people);
    expect(listDraftChoices(focus('order', 'zzz'), surroundings)).toEqual([]);
    expect(listDraftChoices(focus('question', 'why'), surroundings)).toBeNull();
  });

  it('are none once one was picked', () => {
    const picked = pickChoice(createDraft(findEntry('ask')), 'private', { name: 'True', value: true });
    expect(listDraftChoices({ ...picked, focused: 'private' }, surroundings)).toBeNull();
  });
});

describe('mentions in a message', () => {
  const people = [
    { id: '1', name: 'Foot' },
    { id: '2', name: 'Footnote' },
    { id: '3', name: 'a.b (c)' },
  ];

  it('are found by the longest name, whatever the case', () => {
    expect(encodeMentions('@footnote hi @Foot, @a.b (c)', people)).toBe('<@2> hi <@1>, <@3>');
  });

  it('are left alone in code, in the middle of words and where they are encoded already', () => {
    const text = '`@Footnote` ```\n@Foot\n``` me@Foot <@2> @Footnotes';
    expect(encodeMentions(text, people)).toBe(text);
  });
});
