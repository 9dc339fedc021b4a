import type { Api } from './api.ts'

/** Sets two goals of an athlete, which show progress at once. */
export const setGoals = async (api: Api): Promise<void> => {
  const goal = 'mutation ($input: PersonalGoalInput!) { setPersonalGoal(input: $input) { id } }'
  const ride = { sports: ['RIDE', 'GRAVEL_RIDE', 'VIRTUAL_RIDE'], metric: 'DISTANCE', period: 'ALL_TIME', target: 3_000_000 }
  await api.ask(goal, { input: ride })
  await api.ask(goal, { input: { metric: 'ACTIVITY_COUNT', period: 'WEEK', target: 3 } })
}

/** Quiet nights, the news of live sessions, and no mails about comments. */
export const chooseNotifications = async (api: Api): Promise<void> => {
  await api.ask('mutation { setQuietHours(from: "22:00", until: "07:00") { id } }')
  await api.ask('mutation { setNotificationPreference(kind: LIVE_STARTED, inApp: true, push: true) { id } }')
  await api.ask('mutation { setNotificationPreference(kind: COMMENT, mail: false) { id } }')
}
