import type { EventData } from '@gruppetto/events'
import { defineNotice } from './define-notice.ts'

/** Whether gear still is at the distance that its owner has set, and in use. */
const isWorn = ({ retireAtMeters, retired, distanceMeters }: EventData<'gear.changed'>): boolean =>
  !retired && retireAtMeters !== null && distanceMeters >= retireAtMeters

/** Holds until the gear has less distance, another limit, or is retired. */
export const gearWorn = defineNotice({
  kind: 'GEAR_WORN',
  on: ['gear.worn', 'gear.changed'],
  defaults: { push: false, mail: true, personas: { SOCIAL_ENTHUSIAST: { mail: false } } },
  notify: ({ data }) => {
    if (!('limitMeters' in data)) return []
    const { athleteId, gearId, name, at } = data
    return [{ recipientId: athleteId, group: gearId, atMs: at, subjects: { gear: gearId }, words: { gearName: name } }]
  },
  withdraw: ({ data }) =>
    'limitMeters' in data || isWorn(data) ? [] : [{ recipientId: data.athleteId, group: data.gearId, actorId: null }],
  sentence: ({ gearName }) => `${gearName ?? 'Your gear'} has reached the distance you set for it`,
})
