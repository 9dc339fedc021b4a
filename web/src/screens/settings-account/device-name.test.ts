import { expect, it } from 'vitest'
import { deviceName } from './device-name.ts'

it.each([
  [null, null],
  ['  ', null],
  ['Gruppetto 2.1 on a watch', 'Gruppetto 2.1 on a watch'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', 'Chrome, Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 20_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/20.1 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  ['Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0', 'Firefox, Android'],
  ['Mozilla/5.0 (something else)', 'Mozilla/5.0 (something else)'],
])('names a device: %s', (device, name) => {
  expect(deviceName(device)).toBe(name)
})
