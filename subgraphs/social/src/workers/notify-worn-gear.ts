import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, loadNotice, saveNotice } from './notices.ts'

/** Tells an athlete that gear has reached its limit. */
export const notifyWornGear = ({ stores, runtime }: WorkerDeps): AnyWorker =>
  defineWorker({
    name: 'social-notify-worn-gear',
    on: ['gear.worn'],
    load: ({ data: { gearId, athleteId, name, at } }, tx) =>
      loadNotice(
        stores,
        {
          kind: 'GEAR_WORN',
          recipientId: athleteId,
          actorId: null,
          groupKey: `GEAR_WORN:${gearId}`,
          sourceId: gearId,
          atMs: at,
          subjects: { gearId },
          gearName: name,
        },
        null,
        tx,
      ),
    decide: (_event, loaded) => (loaded === null ? null : decideNotice(loaded)),
    save: async (written, tx) => {
      if (written !== null) await saveNotice(stores, runtime.live, written, tx)
    },
  })
