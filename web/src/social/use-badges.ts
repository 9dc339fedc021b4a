import { useVisitor } from '../app/visitor.tsx'
import { sayIn } from '../texts/say.ts'
import { badgeName } from './badge-name.ts'
import reasons from './badge-reasons.texts.ts'
import own from './texts.ts'

interface Titled {
  readonly title: string
}

/** Returns what says badges in the language of who looks. */
export const useBadges = () => {
  const { language } = useVisitor()
  const t = sayIn(own, language)
  return {
    name: ({ key, name }: { readonly key: string; readonly name: string }): string => badgeName(key, name, language),
    /** What it is for; that of a challenge names the challenge, where it may be seen. */
    reason({ key, description }: { readonly key: string; readonly description: string }, challenge?: Titled | null): string {
      if (Object.hasOwn(reasons, key)) return sayIn(reasons, language)(key as keyof typeof reasons)
      return challenge == null ? description : t('badgeOfChallenge', { title: challenge.title })
    },
  }
}
