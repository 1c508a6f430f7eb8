/** Several flags as one bit field; none give 0. */
export function combineFlags<Flags extends number>(...flags: readonly Flags[]): Flags {
  return flags.reduce<number>((sum, flag) => sum | flag, 0) as Flags;
}

/** The bits of `flags` that `mask` has. */
export function maskFlags<Flags extends number>(flags: number, mask: Flags): Flags {
  return (flags & mask) as Flags;
}

/** The bits of `flags` that `mask` has not. */
export function clearFlags<Flags extends number>(flags: Flags, mask: Flags): Flags {
  return (flags & ~mask) as Flags;
}

/** Whether a bit field, which may be missing, has a flag. */
export function hasFlag(flags: number | null | undefined, flag: number): boolean {
  return ((flags ?? 0) & flag) !== 0;
}
