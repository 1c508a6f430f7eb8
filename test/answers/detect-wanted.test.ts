import { describe, expect, it } from 'vitest';
import { detectWanted } from '../../src/answers/detect-wanted.ts';

describe('detectWanted', () => {
  it.each([
    'when did Microsoft buy GitHub?',
    'until when is it supported',
    'so when was it released',
    'which conference is first, and when?',
    'do you know when it is out? or when exactly will it be',
    'in what year was it founded',
  ])('takes "%s" for a question about a date', (question) => {
    expect(detectWanted(question)).toBe('date');
  });

  it.each([
    'why is it slow when I save a file',
    'do I get a mail when one issue gets blocked',
    'when I add a rule, what does the field mean',
    'What model was it built on when it first came out?',
  ])('takes the "when" of "%s" for no such question', (question) => {
    expect(detectWanted(question)).toBeNull();
  });

  it('tells questions about numbers and persons', () => {
    expect(detectWanted('how many regions are there')).toBe('number');
    expect(detectWanted('who wrote it')).toBe('person');
  });
});
