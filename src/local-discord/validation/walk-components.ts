import type { ComponentType } from 'discord-api-types/v10';

/** A component of any kind, as far as a walk over a tree of them needs to know it. */
export interface ComponentNode {
  readonly type: ComponentType;
  readonly custom_id?: unknown;
  readonly content?: unknown;
  /** What is filled in, in a form that comes back. */
  readonly value?: unknown;
  readonly values?: unknown;
  readonly components?: unknown;
  readonly component?: unknown;
  readonly accessory?: unknown;
}

/** Every component of a message or modal, parents before children, with the path that leads to it. */
export function* walkComponents(
  components: readonly unknown[],
  path: readonly (string | number)[] = [],
): Generator<{ component: ComponentNode; path: readonly (string | number)[] }> {
  for (const [index, value] of components.entries()) {
    if (!isComponent(value)) continue;
    const here = [...path, index];
    yield { component: value, path: here };
    if (Array.isArray(value.components)) yield* walkComponents(value.components, [...here, 'components']);
    for (const key of ['accessory', 'component'] as const) {
      const child = value[key];
      if (isComponent(child)) yield { component: child, path: [...here, key] };
    }
  }
}

function isComponent(value: unknown): value is ComponentNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'number';
}
