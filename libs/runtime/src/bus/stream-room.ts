/** How full a stream is. */
export interface StreamFill {
  readonly bytes: number
  /** 0 or less when nothing bounds it. */
  readonly maxBytes: number
  readonly messages: number
  readonly firstSequence: number
  readonly lastSequence: number
}

/** What a consumer of the stream has not done. */
export interface ConsumerState {
  /** Every event up to this one is done. It stands still while no event of the consumer comes. */
  readonly doneUpTo: number
  readonly waiting: number
  readonly inWork: number
}

/** From here on the health check warns, and the log. */
export const WARN_AT = 0.75
/** From here on events that everybody has handled are deleted, until the stream is `KEEP` full. */
const TRIM_AT = 0.85
const KEEP = 0.6

export const fillOf = ({ bytes, maxBytes }: StreamFill): number => (maxBytes > 0 ? bytes / maxBytes : 0)

/** Whether the stream is so full that room is to be made in it. */
export const needsRoom = (stream: StreamFill): boolean => fillOf(stream) >= TRIM_AT

/**
 * Returns the first sequence that stays when room is made, or null when there is enough of it, or nothing that may go. The oldest events go first, and
 * none that a consumer still has to handle. `stream` must be what it was before `consumers` were asked.
 */
export const firstThatStays = (stream: StreamFill, consumers: readonly ConsumerState[]): number | null => {
  if (!needsRoom(stream) || consumers.length === 0) return null
  const handled = Math.min(
    ...consumers.map(({ doneUpTo, waiting, inWork }) => (waiting + inWork === 0 ? stream.lastSequence : doneUpTo)),
  )
  // Events are about as long as one another, so a share of them is that share of the bytes.
  const wanted = stream.firstSequence + Math.ceil(stream.messages * (1 - KEEP / fillOf(stream)))
  const first = Math.min(wanted, handled + 1)
  return first > stream.firstSequence ? first : null
}
