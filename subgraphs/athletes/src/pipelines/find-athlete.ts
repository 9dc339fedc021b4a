import { badUserInput, isIdOf } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { AthleteView } from '../domain/athlete-view.ts'
import { normalisedHandle } from '../domain/handles.ts'
import { type NodeRef, nodeRefOf } from '../domain/node-ref.ts'

const NODES_MAX = 100

interface AthleteArguments {
  readonly id?: string | null
  readonly handle?: string | null
}

/** Finds an athlete by id or by handle. Returns null for an athlete whom the viewer may not see. */
export const findAthlete = async ({ loaders }: Context, { id, handle }: AthleteArguments): Promise<AthleteView | null> => {
  const isById = typeof id === 'string'
  if (isById === (typeof handle === 'string')) throw badUserInput([{ path: 'id', message: 'give either id or handle' }])
  const athleteId = isById ? id : await loaders.athleteIdByHandle.load(normalisedHandle(handle ?? ''))
  return athleteId === null ? null : loaders.athlete.load(athleteId)
}

/** Returns an athlete, or a reference to an entity of another subgraph. Null for anything else. */
export const findNode = async ({ loaders }: Context, id: string): Promise<AthleteView | NodeRef | null> =>
  isIdOf('Athlete', id) ? loaders.athlete.load(id) : nodeRefOf(id)

/** Returns the nodes in the order of `ids`. */
export const findNodes = async (context: Context, ids: readonly string[]): Promise<(AthleteView | NodeRef | null)[]> => {
  if (ids.length > NODES_MAX) throw badUserInput([{ path: 'ids', message: `may name at most ${NODES_MAX}` }])
  return Promise.all(ids.map((id) => findNode(context, id)))
}
