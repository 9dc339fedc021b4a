import { describe, expect, it } from 'vitest'
import { currentRunningVo2Max, currentVo2Max, type Vo2MaxEstimate, vo2MaxHistory } from './vo2max-estimates.ts'

const estimate = (date: string, mlPerKgPerMin: number, method: Vo2MaxEstimate['method'], isAtLeast = false): Vo2MaxEstimate => ({
  date,
  mlPerKgPerMin,
  method,
  isAtLeast,
  activityId: `act_${date}`,
})
const least = (date: string, value: number, method: Vo2MaxEstimate['method'] = 'RACE') => estimate(date, value, method, true)

describe('currentVo2Max', () => {
  it('is null without estimates', () => expect(currentVo2Max([])).toBeNull())
  it('is the best race when there is one, not the steady runs', () => {
    const races = [
      estimate('2026-01-01', 50, 'RACE'),
      estimate('2026-01-09', 48, 'RACE'),
      estimate('2026-01-10', 60, 'STEADY_RUN'),
    ]
    expect(currentVo2Max(races)).toEqual({ date: '2026-01-01', mlPerKgPerMin: 50, method: 'RACE', activityId: 'act_2026-01-01' })
  })
  it('is the median of the steady runs, and names no activity', () => {
    const runs = [44, 50, 46].map((value, i) => estimate(`2026-01-0${i + 1}`, value, 'STEADY_RUN'))
    expect(currentVo2Max(runs)).toEqual({ date: '2026-01-03', mlPerKgPerMin: 46, method: 'STEADY_RUN', activityId: null })
  })
  it('rises with a higher effort, and does not fall with one that may have been easy', () => {
    const steady = estimate('2026-01-01', 50, 'STEADY_RUN')
    expect(currentVo2Max([steady, least('2026-01-02', 40)])?.mlPerKgPerMin).toBe(50)
    expect(currentVo2Max([steady, least('2026-01-02', 55, 'RIDE')])).toMatchObject({ mlPerKgPerMin: 55, method: 'RIDE' })
    expect(currentRunningVo2Max([steady, least('2026-01-02', 55, 'RIDE')])?.mlPerKgPerMin).toBe(50)
    expect(currentVo2Max([least('2026-01-01', 45), least('2026-01-02', 40)])?.date).toBe('2026-01-01')
  })
})

describe('vo2MaxHistory', () => {
  it('leaves out efforts that may have been easy when there was a higher one in the 90 days before', () => {
    const estimates = [
      least('2025-12-01', 50),
      least('2026-01-01', 45),
      least('2026-01-02', 30, 'RIDE'),
      estimate('2026-01-03', 40, 'STEADY_RUN'),
      least('2026-03-02', 44),
      least('2026-03-03', 46),
    ]
    expect(vo2MaxHistory(estimates, '2026-01-01').map(({ date }) => date)).toEqual(['2026-01-02', '2026-01-03', '2026-03-03'])
  })
})
