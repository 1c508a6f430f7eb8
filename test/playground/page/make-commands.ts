import type { WireCommand } from '../../../src/playground/page/wire/wire-types.ts';

const shared = { version: '1', application_id: '200000000000000002' };

/** Commands of the kinds that there are. */
export const COMMANDS: readonly WireCommand[] = [
  {
    ...shared,
    id: '1',
    type: 1,
    name: 'milestones',
    description: 'List what happened when',
    options: [
      { type: 3, name: 'topic', description: 'About this', autocomplete: true },
      { type: 3, name: 'from', description: 'Not before' },
    ],
  },
  {
    ...shared,
    id: '2',
    type: 1,
    name: 'milestone',
    description: 'Show one milestone',
    options: [{ type: 3, name: 'name', description: 'Its name', required: true }],
  },
  {
    ...shared,
    id: '3',
    type: 1,
    name: 'ask',
    description: 'Ask the articles',
    options: [
      { type: 3, name: 'question', description: 'Your question', required: true },
      { type: 5, name: 'private', description: 'Only for you' },
      { type: 4, name: 'count', description: 'How many' },
      { type: 3, name: 'order', description: 'Which first', choices: [{ name: 'Newest', value: 'new' }] },
      { type: 6, name: 'whom', description: 'Somebody' },
    ],
  },
  {
    ...shared,
    id: '4',
    type: 1,
    name: 'settings',
    description: 'Settings',
    options: [
      { type: 1, name: 'show', description: 'Show them', options: [] },
      {
        type: 2,
        name: 'change',
        description: 'Change one',
        options: [
          {
            type: 1,
            name: 'language',
            description: 'The language',
            options: [{ type: 3, name: 'to', description: 'Which', required: true }],
          },
        ],
      },
    ],
  },
  { ...shared, id: '5', type: 3, name: 'Find sources', description: '' },
];
