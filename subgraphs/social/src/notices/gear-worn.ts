import { defineNotice } from './define-notice.ts'

export const gearWorn = defineNotice({
  kind: 'GEAR_WORN',
  on: ['gear.worn'],
  defaults: { push: false, mail: true, personas: { SOCIAL_ENTHUSIAST: { mail: false } } },
  notify: ({ data: { athleteId, gearId, name, at } }) => [
    { recipientId: athleteId, group: gearId, atMs: at, subjects: { gear: gearId }, words: { gearName: name } },
  ],
  sentence: ({ gearName }) => `${gearName ?? 'Your gear'} has reached the distance you set for it`,
})
