import type { Api } from './api.ts'

const GOALS = 'query ($slug: String) { club(slug: $slug) { id } }'
const CREATE = 'mutation ($input: ClubGoalInput!) { createClubGoal(input: $input) { id } }'

/** Sets what the Sunday Gruppetto wants to reach together in this year and in this month. */
export const setClubGoals = async (owner: Api, nowMs: number): Promise<void> => {
  const { club } = await owner.ask<{ club: { id: string } }>(GOALS, { slug: 'sunday-gruppetto' })
  const year = new Date(nowMs).getUTCFullYear()
  const month = new Date(nowMs).getUTCMonth()
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10)
  const goals = [
    {
      title: 'Once to Lisbon and back',
      metric: 'DISTANCE',
      target: 5_000_000,
      startsOn: `${year}-01-01`,
      endsOn: `${year}-12-31`,
    },
    {
      title: 'Somebody is out every day',
      metric: 'ACTIVE_DAYS',
      target: 40,
      startsOn: `${lastDay.slice(0, 8)}01`,
      endsOn: lastDay,
    },
  ]
  for (const goal of goals) {
    await owner.ask(CREATE, { input: { clubId: club.id, ...goal } })
  }
}
