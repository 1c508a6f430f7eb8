import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/text/tokenize.ts';

describe('tokenize', () => {
  it.each([
    ['GPT-4o in .NET 8.0.21', ['gpt-4o', 'in', '.net', '8.0.21']],
    ['C# and C++', ['c#', 'and', 'c++']],
    ['CI/CD don’t', ['ci/cd', "don't"]],
    ['end. Start', ['end', 'start']],
    ['Grégoire', ['gregoire']],
    ['ASP.NET', ['asp.net']],
    ['“quoted”, (words)!', ['quoted', 'words']],
  ])('splits %j into words', (text, expected) => {
    expect(tokenize(text).map((token) => token.text)).toEqual(expected);
  });

  it('tells where each word stands', () => {
    const text = 'Hello, “World”';
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Hello', 'World']);
  });
});
