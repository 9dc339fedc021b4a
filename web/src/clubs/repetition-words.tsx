import { useVisitor } from '../app/visitor.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './repetition.texts.ts'
import { nthOf, readRepetition, WEEKDAYS, type Weekday, weekdayOf } from './repetition.ts'

/** Returns what names a weekday. 1970-01-05 was a Monday. */
export const useWeekdays = (): ((day: Weekday, style?: 'short' | 'long') => string) => {
  const { locale } = useVisitor()
  return (day, style = 'long') =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
      new Date(Date.UTC(1970, 0, 5 + WEEKDAYS.indexOf(day))),
    )
}

interface RepetitionWordsProps {
  readonly rule: string
  readonly day: string
  readonly timeZone: string
}

/** A rule in words, such as: each Sunday. */
export const RepetitionWords = ({ rule, day, timeZone }: RepetitionWordsProps) => {
  const t = useTexts(own)
  const weekday = useWeekdays()
  const { locale } = useVisitor()
  const { repeat, days } = readRepetition(rule, day, timeZone)
  if (repeat === 'DAILY') return t('saysDaily')
  if (repeat === 'WEEKLY' || repeat === 'BIWEEKLY') {
    const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format(days.map((each) => weekday(each)))
    return t(repeat === 'WEEKLY' ? 'saysWeekly' : 'saysBiweekly', { days: names })
  }
  if (repeat === 'MONTHLY_DAY') return t('saysMonthlyDay', { day: Number(day.slice(8, 10)) })
  if (repeat === 'MONTHLY_WEEKDAY') return t('saysMonthlyWeekday', { nth: nthOf(day), day: weekday(weekdayOf(day)) })
  return t('saysOwn')
}
