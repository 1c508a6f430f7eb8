/** C1 controls, which JSON leaves as they are and some terminals obey, and the two breaks that are no line break in JSON. */
const UNSAFE_IN_TERMINAL = /[\u007F-\u009F\u2028\u2029]/g;

/** A value as one line of JSON that is safe to write to a terminal too. */
export function renderJson(value: object): string {
  return JSON.stringify(value).replace(UNSAFE_IN_TERMINAL, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
