import { texts } from '../texts/catalogue.ts'

/** Why somebody may be known, where the platform's own sentence is in another language. */
export default texts({
  FOLLOWED_BY_FOLLOWED: { en: 'Followed by people you follow', de: 'Leute, denen du folgst, folgen auch' },
  SAME_CLUB: { en: 'In one club with you', de: 'In einem Verein mit dir' },
  SAME_SEGMENTS: { en: 'On the same segments', de: 'Auf denselben Segmenten' },
  SAME_CHALLENGE: { en: 'In the same challenge', de: 'In derselben Challenge' },
  MODEL: { en: 'Much in common with you', de: 'Viel mit dir gemeinsam' },
})
