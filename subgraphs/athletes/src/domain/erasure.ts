import { SUBGRAPH_NAMES } from '@gruppetto/graph'

/** The rounds of an erasure: the second one finds what events on their way brought back after the first. */
export const ERASURE_ROUNDS = 2

/** The erasure of an account, while it goes on. It keeps the words by which messages about the athlete are found. */
export interface ErasureRow {
  /** The athlete's id. */
  readonly _id: string
  readonly handles: readonly string[]
  readonly email: string
  readonly displayName: string
  readonly closedAt: Date
  readonly startedAt: Date
  readonly round: number
  /** Who has erased the athlete in this round: subgraphs, and the lake. */
  readonly reported: readonly string[]
}

/** What stays of an erasure: that there was one. It names nobody. */
export interface ErasureLogRow {
  readonly _id: string
  readonly closedAt: Date
  readonly startedAt: Date
  readonly finishedAt: Date
}

/** Who has not erased the athlete in this round: subgraphs, and the lake where there is one. */
export const missingReports = ({ reported }: Pick<ErasureRow, 'reported'>, hasLake: boolean): readonly string[] =>
  [...SUBGRAPH_NAMES, ...(hasLake ? ['lake'] : [])].filter((name) => !reported.includes(name))

/** Returns the row after a subgraph's report; null when it changes nothing, such as a report of an earlier round. */
export const withReport = (row: ErasureRow, { subgraph, round }: { subgraph: string; round: number }): ErasureRow | null =>
  round !== row.round || row.reported.includes(subgraph) ? null : { ...row, reported: [...row.reported, subgraph] }

/** Mails are sent within this time. Before that, the name of an athlete is not searched in them. */
const MAIL_IS_SENT_MS = 3600_000

interface Message {
  readonly name?: unknown
  readonly at?: unknown
}

const messageOf = (text: string): Message => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** Returns whether a mail is to one of the athletes, or names one. */
export const mailNamesOneOf =
  (rows: readonly ErasureRow[]): ((text: string) => boolean) =>
  (text) =>
    rows.some(({ _id, email, displayName, handles }) =>
      [_id, email, displayName, ...handles.map((handle) => `@${handle}`)].some((word) => text.includes(word)),
    )

/**
 * Returns whether the text of an event or a dead letter names one of the athletes: by id, mail or handle, and in a mail to somebody
 * else by the name too. Nobody needs a mail any more that was sent long ago, so another athlete of the same name loses nothing.
 */
export const namesOneOf = (rows: readonly ErasureRow[], nowMs: number): ((text: string) => boolean) => {
  const words = rows.flatMap(({ _id, email, handles }) => [
    _id,
    JSON.stringify(email).slice(1, -1),
    ...handles.flatMap((handle) => [`"handle":"${handle}"`, `@${handle}`]),
  ])
  const names = rows.map(({ displayName }) => JSON.stringify(displayName).slice(1, -1))
  return (text) => {
    if (words.some((word) => text.includes(word))) return true
    if (!names.some((name) => text.includes(name))) return false
    const { name, at } = messageOf(text)
    return name === 'mail.requested' && typeof at === 'number' && at < nowMs - MAIL_IS_SENT_MS
  }
}
