import { maySeeProfile, type Relation } from '@gruppetto/graph'
import { type Account, privacyOf } from './account.ts'

/** An account and the viewer's relation to it. */
export interface AthleteView {
  readonly account: Account
  readonly relation: Relation
}

/** The view that athletes have of themselves. */
export const selfView = (account: Account): AthleteView => ({
  account,
  relation: {
    isSelf: true,
    ownerBlockedViewer: false,
    viewerBlockedOwner: false,
    viewerFollowsOwner: false,
    owner: privacyOf(account),
  },
})

/** A view that shows no more than the card. */
export const cardView = (account: Account): AthleteView => ({
  account,
  relation: { ...selfView(account).relation, isSelf: false, viewerBlockedOwner: true },
})

/** Returns the account when the viewer may see its profile, otherwise null. */
export const profileOf = (view: AthleteView): Account | null => (maySeeProfile(view.relation) ? view.account : null)
