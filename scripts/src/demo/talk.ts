import type { Api } from './api.ts'

type Handle = 'ana' | 'ben' | 'chloe' | 'dara'

interface People {
  readonly as: (handle: Handle) => Api
  readonly idOf: (handle: Handle) => string
}

/** Comments on a ride, with answers and kudos for them. */
const commentOn = async ({ as }: People, ride: string): Promise<void> => {
  const comment = async (handle: Handle, input: { text: string; replyToId?: string }): Promise<string> => {
    const { addComment } = await as(handle).ask<{ addComment: { id: string } }>(
      'mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }',
      { input: { subjectId: ride, ...input } },
    )
    return addComment.id
  }
  const first = await comment('ben', { text: 'That wind! Coffee on Sunday, @chloe and @ana?' })
  const answer = await comment('chloe', { text: 'Only if we ride there.', replyToId: first })
  await comment('ana', { text: '@chloe of course. 9:00 at the bridge.', replyToId: answer })
  for (const [handle, id] of [
    ['ana', first],
    ['chloe', first],
    ['ben', answer],
  ] as const) {
    await as(handle).ask('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }', { id })
  }
}

/** A post that somebody reports: it waits in the queue of the staff. */
const reportAdvert = async ({ as }: People): Promise<void> => {
  const { createPost } = await as('ben').ask<{ createPost: { id: string } }>(
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
    { input: { text: 'Half price wheels, today only: wheels.example' } },
  )
  await as('chloe').ask('mutation ($input: ReportInput!) { report(input: $input) }', {
    input: { subjectId: createPost.id, reason: 'SPAM', note: 'Ben, was your account taken over?' },
  })
}

/** Posts in a club: a question that is answered, and thanks. */
const talkInClub = async ({ as }: People, clubId: string): Promise<void> => {
  const post = async (handle: Handle, text: string): Promise<string> => {
    const { createPost } = await as(handle).ask<{ createPost: { id: string } }>(
      'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
      { input: { clubId, text } },
    )
    return createPost.id
  }
  const question = await post('chloe', 'Sunday, 9:00 at the bridge. Flat or over the hill?')
  await as('dara').ask('mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }', {
    input: { subjectId: question, text: 'The hill, if the coffee is at the top.' },
  })
  await as('ana').ask('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }', { id: question })
  await post('dara', 'Thanks for waiting at the top last week!')
}

interface Places {
  /** The ride that they talk about. */
  readonly ride: string | undefined
  readonly clubId: string
}

/** Answers, kudos on comments, cheers, a mute that ends by itself, a report, and posts in a club. */
export const letThemTalk = async (people: People, { ride, clubId }: Places, nowMs: number): Promise<void> => {
  const { as, idOf } = people
  if (ride !== undefined) await commentOn(people, ride)
  const cheer = 'mutation ($input: CheerInput!) { cheer(input: $input) }'
  await as('ana').ask(cheer, { input: { athleteId: idOf('dara'), message: 'Enjoy the rest day, you have earned it!' } })
  await as('ben').ask(cheer, { input: { athleteId: idOf('dara'), message: 'Legs up!' } })
  const inAWeek = new Date(nowMs + 7 * 24 * 3_600_000).toISOString()
  const mute = 'mutation ($id: ID!, $until: DateTime) { mute(athleteId: $id, muted: true, until: $until) { id } }'
  await as('chloe').ask(mute, { id: idOf('ben'), until: inAWeek })
  await reportAdvert(people)
  await talkInClub(people, clubId)
}
