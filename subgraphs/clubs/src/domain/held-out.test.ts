import type { Propulsion } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { reasonsToHoldOut } from './held-out.ts'

const anActivity = {
  sport: 'RUN',
  distanceMeters: 10_000,
  movingSeconds: 3_000,
  elapsedSeconds: 3_100,
  isManual: false,
  evidence: null,
}
const evidence = { fastestKilometerSeconds: 280, vehicleStarts: 0, trackKey: 'k' }

describe('reasonsToHoldOut', () => {
  it.each([
    ['a jog', {}, []],
    ['the world record over the marathon', { distanceMeters: 42_195, movingSeconds: 7_235 }, []],
    ['the world record over 100 km', { distanceMeters: 100_000, movingSeconds: 21_935 }, []],
    ['400 m faster than anybody', { distanceMeters: 400, movingSeconds: 40 }, ['WRONG_SPORT']],
    ['a start that a receiver saw 300 m away', { distanceMeters: 300, movingSeconds: 1 }, []],
    ['a ride that is called a run', { distanceMeters: 40_000, movingSeconds: 5_000 }, ['WRONG_SPORT']],
    ['a slow ride with a fast kilometre', { evidence: { ...evidence, fastestKilometerSeconds: 90 } }, ['WRONG_SPORT']],
    ['a flight that is called a run', { distanceMeters: 400_000, movingSeconds: 3_600 }, ['IMPOSSIBLE_SPEED']],
    ['a drive on the motorway', { sport: 'RIDE', distanceMeters: 100_000, movingSeconds: 3_600 }, ['IMPOSSIBLE_SPEED']],
    ['the hour record', { sport: 'RIDE', distanceMeters: 56_792, movingSeconds: 3_600 }, []],
    ['a descent', { sport: 'RIDE', distanceMeters: 4_000, movingSeconds: 180 }, []],
    ['a car in town', { sport: 'RIDE', evidence: { ...evidence, vehicleStarts: 3 } }, ['MOTOR_VEHICLE']],
    ['a sprinter', { sport: 'RIDE', evidence: { ...evidence, vehicleStarts: 2 } }, []],
    [
      'a swim in a pool at the speed of a boat',
      { sport: 'SWIM', distanceMeters: 3_000, movingSeconds: 1_000 },
      ['IMPOSSIBLE_SPEED'],
    ],
    ['a workout of any speed', { sport: 'WORKOUT', distanceMeters: 200_000, movingSeconds: 3_600 }, []],
    ['a sport that is not known', { sport: 'KITE', distanceMeters: 200_000, movingSeconds: 3_600 }, []],
    ['a distance in no time', { movingSeconds: 0, elapsedSeconds: 0 }, ['IMPOSSIBLE_SPEED']],
    ['a distance without moving time', { movingSeconds: 0 }, []],
    ['a manual entry', { isManual: true, distanceMeters: 90_000 }, ['IMPOSSIBLE_SPEED']],
  ])('%s', (_name, change, reasons) => {
    expect(reasonsToHoldOut({ ...anActivity, ...change }, false)).toEqual(reasons)
  })

  const moved = (by: Partial<Propulsion>) => ({
    evidence: { ...evidence, propulsion: { model: 'propulsion@1', foot: 0, bike: 0, eBike: 0, vehicle: 0, ...by } },
  })
  it.each([
    ['a slow drive that is called a ride', { sport: 'RIDE', ...moved({ vehicle: 0.96, bike: 0.04 }) }, ['MOTOR_VEHICLE']],
    ['what may have been a drive', { sport: 'RIDE', ...moved({ vehicle: 0.9, bike: 0.1 }) }, []],
    ['an e-bike that is called a bicycle', { sport: 'GRAVEL_RIDE', ...moved({ eBike: 0.98, bike: 0.02 }) }, ['E_BIKE']],
    ['an e-bike that is called one', { sport: 'E_BIKE_RIDE', ...moved({ eBike: 1 }) }, []],
    ['a car that is called an e-bike', { sport: 'E_BIKE_RIDE', ...moved({ vehicle: 1 }) }, ['MOTOR_VEHICLE']],
    ['what may have had a motor', { sport: 'RIDE', ...moved({ eBike: 0.94, bike: 0.06 }) }, []],
    ['a slow ride that is called a run', moved({ bike: 0.6, eBike: 0.38, foot: 0.02 }), ['WRONG_SPORT']],
    ['a walk that is called a ride, which is nobody’s disadvantage', { sport: 'RIDE', ...moved({ foot: 1 }) }, []],
    ['a sport without limits of speed', { sport: 'SKI', ...moved({ vehicle: 1 }) }, []],
    ['a ride on the spot', { sport: 'VIRTUAL_RIDE', ...moved({ vehicle: 1 }) }, []],
    [
      'a ride home by car, with the watch still running',
      { sport: 'RIDE', ...moved({ bike: 1, drives: [{ startSeconds: 3600, endSeconds: 3960 }] }) },
      ['MOTOR_VEHICLE'],
    ],
    ['what no model was asked about', { evidence: { ...evidence, propulsion: null } }, []],
    ['what rules and model say alike', { distanceMeters: 40_000, movingSeconds: 5_000, ...moved({ bike: 1 }) }, ['WRONG_SPORT']],
  ])('with what moved it: %s', (_name, change, reasons) => {
    expect(reasonsToHoldOut({ ...anActivity, ...change }, false)).toEqual(reasons)
  })

  it('names every reason', () => {
    const drive = { ...anActivity, sport: 'RIDE', distanceMeters: 90_000, evidence: { ...evidence, vehicleStarts: 9 } }
    expect(reasonsToHoldOut(drive, true)).toEqual(['IMPOSSIBLE_SPEED', 'MOTOR_VEHICLE', 'SAME_TRACK'])
    expect(reasonsToHoldOut(anActivity, true)).toEqual(['SAME_TRACK'])
  })
})
