import { setTimeout as sleep } from 'node:timers/promises'
import type { Disk } from './disk.ts'
import type { RoleProcess } from './processes.ts'
import type { Random } from './random.ts'
import type { ServerName, StormServers } from './storm-servers.ts'

export interface Trouble {
  readonly name: string
  make(): Promise<void>
}

interface Scene {
  readonly servers: StormServers
  readonly roles: readonly RoleProcess[]
  readonly disk: Disk | null
  readonly frozenMs: number
}

const SERVERS: readonly ServerName[] = ['mongo', 'nats', 'redis']

/** All that happens to a platform: to each process and each server in turn, and to its disk. */
export const troublesOf = ({ servers, roles, disk, frozenMs }: Scene): readonly Trouble[] => [
  ...roles.map((role) => ({ name: `kill -9 ${role.run}`, make: async () => role.kill() })),
  ...SERVERS.map((name) => ({ name: `${name} frozen`, make: () => servers.freeze(name, frozenMs) })),
  ...SERVERS.map((name) => ({ name: `${name} killed`, make: () => servers.kill(name) })),
  // Of the others, data is lost with what they have lost. Redis has copies alone.
  { name: 'redis lost', make: () => servers.lose('redis') },
  ...(disk === null
    ? []
    : [
        {
          name: 'disk full',
          async make() {
            disk.fill()
            await sleep(frozenMs)
            disk.free()
          },
        },
      ]),
]

interface StormOptions {
  readonly random: Random
  readonly seconds: number
  /** Resolves when the platform serves athletes again. */
  readonly served: () => Promise<void>
  readonly say: (line: string) => void
}

/**
 * Makes each trouble once, in an order that the seed decides, and then again until the time is over: from the second round on, two at once. After
 * each, athletes are served before the next comes. Returns how often each was.
 */
export const storm = async (
  troubles: readonly Trouble[],
  { random, seconds, served, say }: StormOptions,
): Promise<ReadonlyMap<string, number>> => {
  const made = new Map(troubles.map(({ name }) => [name, 0]))
  const end = Date.now() + seconds * 1000
  for (let round = 0; round === 0 || Date.now() < end; round += 1) {
    const left = [...troubles]
    const draw = (): readonly Trouble[] => {
      if (left.length === 0) return []
      return left.splice(left.indexOf(random.pick(left)), 1)
    }
    while (left.length > 0 && (round === 0 || Date.now() < end)) {
      const drawn = [...draw(), ...(round === 0 ? [] : draw())]
      say(drawn.map(({ name }) => name).join(', and '))
      await Promise.all(drawn.map((trouble) => trouble.make()))
      for (const { name } of drawn) made.set(name, (made.get(name) ?? 0) + 1)
      await served()
    }
  }
  return made
}
