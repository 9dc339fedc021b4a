import type { Services } from '../services.ts'
import { forEachFollower } from './followers.ts'

/** Drops the feeds of an author and of the followers. Each is rebuilt from MongoDB when it is read next. */
export const dropFeeds = async (services: Services, authorId: string): Promise<void> => {
  const { feeds } = services.stores
  await feeds.drop([authorId])
  await forEachFollower(services, authorId, (followerIds) => feeds.drop(followerIds))
}
