import { type FitMessage, numberOf, textOf } from './fit-message.ts'
import { garminProduct } from './garmin-products.ts'

const GARMIN = 1
/** The manufacturers by their number in the FIT profile, in their own spelling. */
const MANUFACTURERS: Readonly<Record<number, string>> = {
  [GARMIN]: 'Garmin',
  6: 'SRM',
  9: 'Saris',
  15: 'Dynastream',
  16: 'Timex',
  23: 'Suunto',
  32: 'Wahoo',
  37: 'Magellan',
  40: 'Concept2',
  48: 'Pioneer',
  67: 'Bkool',
  70: 'Sigma Sport',
  86: 'Elite',
  89: 'Tacx',
  95: 'Stryd',
  107: 'Magene',
  112: 'Bryton',
  115: 'iGPSPORT',
  123: 'Polar',
  129: 'Coros',
  132: 'Cycplus',
  135: 'Coospo',
  140: 'Decathlon',
  144: 'Zwift',
  258: 'Lezyne',
  260: 'Zwift',
  265: 'Strava',
  267: 'Bryton',
  271: 'Spivi',
  281: 'TrainerRoad',
  282: 'The Sufferfest',
  284: 'Rouvy',
  289: 'Hammerhead',
  294: 'Coros',
  295: 'VirtuGO',
  305: 'Whoop',
  307: 'OneLap',
  310: 'Decathlon',
  315: 'RGT Cycling',
  328: 'ICTrainer',
  331: 'MyWhoosh',
  339: 'Zepp',
  340: 'Peloton',
  348: 'Huawei',
}

/**
 * Returns the name of the device from file_id and the creator's device_info: the manufacturer and the product, as far as they are
 * known, else null.
 */
export function deviceName(fileId: FitMessage | undefined, creator: FitMessage | undefined): string | null {
  const code = numberOf(fileId, 1) ?? numberOf(creator, 2)
  const manufacturer = code === undefined ? undefined : MANUFACTURERS[code]
  const number = numberOf(fileId, 2) ?? numberOf(creator, 4)
  const listed = code === GARMIN && number !== undefined ? garminProduct(number) : null
  const product = listed ?? textOf(fileId, 8) ?? textOf(creator, 27) ?? null
  const name = [manufacturer, product].filter(Boolean).join(' ').trim()
  return name === '' ? null : name.slice(0, 100)
}
