import { expect, it } from 'vitest'
import { appealed, decided, decisionOn, newCase, withReport } from './moderation.ts'

const at = new Date(1000)
const reported = { subjectId: 'cmt_1', subjectOwnerId: 'ath_a', subjectText: 'Bad words' }
const open = withReport(newCase('case_1', reported, at), 'SPAM')
const by = { staffId: 'ath_staff', note: 'seen' }
const removed = decided(open, 'REMOVED', by)

it('counts reports, and each reason once', () => {
  const row = withReport(withReport(open, 'HARASSMENT'), 'SPAM')
  expect(row).toMatchObject({ reports: 3, reasons: ['SPAM', 'HARASSMENT'], status: 'OPEN', waitingSince: at })
})

it('is decided once, and once more after an appeal', () => {
  expect(decisionOn(open, true)).toBe('REMOVED')
  expect(decisionOn(open, false)).toBe('DISMISSED')
  expect(removed).toMatchObject({ status: 'REMOVED', waitingSince: null, assigneeId: 'ath_staff', note: 'seen' })
  expect(decisionOn(removed, true)).toBeNull()
  const appeal = appealed(removed, 'It was a joke', new Date(2000))
  expect(appeal).toMatchObject({ status: 'REMOVED', appeal: 'It was a joke', waitingSince: new Date(2000) })
  expect(appeal && decisionOn(appeal, true)).toBe('UPHELD')
  expect(appeal && decisionOn(appeal, false)).toBe('RESTORED')
  expect(appeal && decided(appeal, 'RESTORED', by)).toMatchObject({ status: 'DISMISSED', waitingSince: null })
  expect(appeal && appealed(appeal, 'Again', at)).toBeNull()
})

it('can be appealed only where something was taken', () => {
  expect(appealed(open, 'Why?', at)).toBeNull()
  expect(appealed(decided(open, 'DISMISSED', by), 'Why?', at)).toBeNull()
})
