import { describe, expect, it } from 'vitest';
import { readTimeQuestion } from '../../src/answers/read-time-question.ts';

const context = { today: '2026-11-22', newest: '2025-08-22' };

describe('readTimeQuestion', () => {
  it.each([
    ['what happened in 2018?', { shape: 'period', from: '2018', to: '2018', topic: '' }],
    ['What happened between 2009 and 2015', { shape: 'period', from: '2009', to: '2015', topic: '' }],
    ['which events took place before 2010?', { shape: 'period', from: null, to: '2010', topic: '' }],
    ['anything that happened since March 2018?', { shape: 'period', from: '2018-03', to: null, topic: '' }],
    [
      'what happened between march and june 2025',
      { shape: 'period', from: '2025-03', to: '2025-06', topic: '' },
    ],
    ['what happened to GitHub in 2018', { shape: 'period', from: '2018', to: '2018', topic: 'GitHub' }],
    ['what happened last year', { shape: 'period', from: '2025', to: '2025', topic: '' }],
    [
      'what happened in the last year of the articles?',
      { shape: 'period', from: '2024-08-22', to: '2025-08-22', topic: '' },
    ],
    ["what's the latest on Linux?", { shape: 'latest', from: null, to: null, topic: 'Linux' }],
    ['what are the most recent events', { shape: 'latest', from: null, to: null, topic: '' }],
    ['first milestone of GitHub', { shape: 'first', from: null, to: null, topic: 'GitHub' }],
  ])('reads %j', (question, expected) => {
    expect(readTimeQuestion(question, context)).toEqual(expected);
  });

  it.each([
    'When did Microsoft buy GitHub?',
    'What happens to a bad file?',
    'is Visual Studio 2022 free?',
    'What model was Copilot built on when it first came out?',
    'which changes came with SQL Server 2019',
    'how do I install the latest version',
  ])('leaves %j to the search', (question) => {
    expect(readTimeQuestion(question, context)).toBeNull();
  });
});
