import type { Bus } from './bus.ts'

const MESSAGES_AT_ONCE = 1000
/** How long a read waits when the messages it asked for have expired meanwhile. */
const WAIT_MS = 1000

/** Deletes the messages of one stream whose text matches, up to the last one that is stored now. Returns how many. */
const purgeStream = async ({ stream, manager }: Bus, name: string, matches: (text: string) => boolean): Promise<number> => {
  const { state } = await manager.streams.info(name)
  if (state.messages === 0) return 0
  const consumer = await stream.consumers.get(name)
  let purged = 0
  try {
    for (;;) {
      let isLast = true
      for await (const message of await consumer.fetch({ max_messages: MESSAGES_AT_ONCE, expires: WAIT_MS })) {
        if (matches(message.string())) {
          // Overwrites the bytes in the file too. A message that has expired meanwhile is gone anyway.
          await manager.streams.deleteMessage(name, message.seq, true).catch(() => false)
          purged += 1
        }
        isLast = message.info.pending === 0 || message.seq >= state.last_seq
        if (isLast) break
      }
      if (isLast) return purged
    }
  } finally {
    await consumer.delete().catch(() => false)
  }
}

/** Deletes the events and the dead letters whose text matches. It reads both streams once, so ask for several words at once. */
export const purgeMessages = async (bus: Bus, matches: (text: string) => boolean): Promise<number> =>
  (await purgeStream(bus, bus.names.events, matches)) + (await purgeStream(bus, bus.names.dead, matches))
