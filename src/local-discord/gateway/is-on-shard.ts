/** Discord's own rule for which shard a guild is on (events/gateway.mdx, Sharding); null is what is of no guild. */
export function isOnShard(guildId: string | null, [shard, count]: readonly [number, number]): boolean {
  return guildId === null ? shard === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
}
