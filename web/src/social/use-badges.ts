import { useVisitor } from '../app/visitor.tsx'
import { sayIn } from '../texts/say.ts'
import { badgeName } from './badge-name.ts'
import reasons from './badge-reasons.texts.ts'

/** Returns what says badges in the language of who looks. */
export const useBadges = () => {
  const { language } = useVisitor()
  return {
    name: ({ key, name }: { readonly key: string; readonly name: string }): string => badgeName(key, name, language),
    /** What it is for. */
    reason: ({ key, description }: { readonly key: string; readonly description: string }): string =>
      Object.hasOwn(reasons, key) ? sayIn(reasons, language)(key as keyof typeof reasons) : description,
  }
}
