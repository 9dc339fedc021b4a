import { expect, it } from 'vitest'
import type { Services } from '../services.ts'
import { notifyWorkers } from './notify.ts'

it('the consumers keep their names and events, since NATS would send a new name everything that the stream holds', () => {
  const workers = notifyWorkers({} as Services).map(({ name, on }) => [name, on.toSorted().join(' ')])
  expect(workers).toEqual(
    expect.arrayContaining([
      ['social-notify-follows', 'follow.changed'],
      ['social-notify-kudos', 'kudos.given kudos.taken-back'],
      ['social-notify-comments', 'comment.added'],
      ['social-notify-posts', 'post.created'],
      ['social-notify-uploads', 'upload.completed upload.failed'],
      ['social-notify-challenges', 'challenge.completed challenge.overtaken'],
      ['social-notify-worn-gear', 'gear.changed gear.worn'],
      ['social-notify-streak-at-risk', 'streak.at-risk streak.settled'],
      ['social-notify-segments', 'segment.record-lost segment.record-won'],
      ['social-notify-badges', 'badge.awarded badge.taken-back'],
    ]),
  )
})
