import { maySeeProfile, type Relation } from '@gruppetto/graph'
import { type Account, privacyOf } from './account.ts'

/** An account and what stands between it and who looks. */
export interface AthleteView {
  readonly account: Account
  readonly relation: Relation
}

/** An athlete as seen by the athlete. */
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

/** The account where the viewer may see more than the card, else null. */
export const profileOf = (view: AthleteView): Account | null => (maySeeProfile(view.relation) ? view.account : null)
