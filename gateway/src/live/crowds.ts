import type { LiveTopic } from '@gruppetto/events'
import { CROWD_PATH, type SubgraphName } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import { z } from 'zod'
import type { SubgraphTransport } from '../transports/transport.ts'

/** What is watched: the topic and key of its hints. */
export interface Subject {
  readonly topic: LiveTopic
  readonly key: string
}

export interface Crowds {
  /**
   * Whether an athlete is in the crowd of a subject now: of those for whom it looks as for somebody who is signed out, in all fields
   * that are declared so. Nobody is when the subgraph does not answer.
   */
  has(subgraph: SubgraphName, subject: Subject, athleteId: string): Promise<boolean>
}

/** So many athletes are asked about at once. Their ids are 150 KB. */
const ASKED_AT_ONCE = 5_000

const answerSchema = z.object({ athleteIds: z.array(z.string()) })

/** Opens the crowds. All athletes who are asked about in one turn of the event loop are asked about together. */
export const openCrowds = (subgraphs: Pick<SubgraphTransport, 'callRoute'>, log: Runtime['log']): Crowds => {
  const gathering = new Map<string, { readonly athleteIds: Set<string>; readonly crowd: Promise<ReadonlySet<string>> }>()

  const ask = async (subgraph: SubgraphName, subject: Subject, athleteIds: readonly string[]): Promise<readonly string[]> => {
    const answer = await subgraphs.callRoute(subgraph, { method: 'POST', path: CROWD_PATH, body: { ...subject, athleteIds } })
    if (answer.status !== 200) throw new Error(`the route of crowds answered ${answer.status}`)
    return answerSchema.parse(answer.body).athleteIds
  }
  const crowdAmong = async (
    subgraph: SubgraphName,
    subject: Subject,
    athleteIds: ReadonlySet<string>,
  ): Promise<ReadonlySet<string>> => {
    const all = [...athleteIds]
    const portions = Array.from({ length: Math.ceil(all.length / ASKED_AT_ONCE) }, (_, index) =>
      all.slice(index * ASKED_AT_ONCE, (index + 1) * ASKED_AT_ONCE),
    )
    try {
      const answers = await Promise.all(portions.map((portion) => ask(subgraph, subject, portion)))
      return new Set(answers.flat())
    } catch (error) {
      log.warn({ err: error, subgraph }, 'the crowd of a subject is not known: each viewer is answered alone')
      return new Set()
    }
  }

  return {
    async has(subgraph, subject, athleteId) {
      const name = JSON.stringify([subgraph, subject.topic, subject.key])
      const known = gathering.get(name)
      if (known !== undefined) {
        known.athleteIds.add(athleteId)
        return (await known.crowd).has(athleteId)
      }
      const athleteIds = new Set([athleteId])
      const turn = new Promise<void>((resolve) => {
        setImmediate(resolve)
      })
      const crowd = turn.then(() => {
        gathering.delete(name)
        return crowdAmong(subgraph, subject, athleteIds)
      })
      gathering.set(name, { athleteIds, crowd })
      return (await crowd).has(athleteId)
    },
  }
}
