const TABLE = [
  0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800, 0xb401, 0x5000, 0x9c01, 0x8801, 0x4400,
]
/** Both nibble steps of the FIT protocol's CRC-16, combined for each byte. */
const BYTES = Uint16Array.from({ length: 256 }, (_, byte) => {
  const nibble = (crc: number, value: number): number => (crc >> 4) ^ (TABLE[crc & 0xf] ?? 0) ^ (TABLE[value & 0xf] ?? 0)
  return nibble(nibble(0, byte), byte >> 4)
})

/** Returns the FIT protocol's CRC-16 of the bytes [from, to). */
export function fitCrc(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0
  for (let i = from; i < to; i++) crc = (crc >> 8) ^ (BYTES[(crc ^ (bytes[i] as number)) & 0xff] as number)
  return crc
}
