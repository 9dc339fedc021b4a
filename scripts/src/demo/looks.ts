import type { Look } from './pictures.ts'

/** How the people of the demo look, by their handles. */
export const LOOKS: Readonly<Record<'ana' | 'ben' | 'chloe' | 'dara', Look>> = {
  ana: { wall: [196, 214, 196], skin: [240, 200, 170], hair: [92, 58, 36], jersey: [23, 99, 58], length: 0.8, hasHelmet: false },
  ben: { wall: [244, 196, 120], skin: [120, 78, 52], hair: [30, 24, 22], jersey: [200, 67, 15], length: 0, hasHelmet: false },
  chloe: {
    wall: [206, 190, 226],
    skin: [250, 216, 190],
    hair: [198, 150, 78],
    jersey: [84, 62, 150],
    length: 0.35,
    hasHelmet: true,
  },
  dara: { wall: [160, 206, 224], skin: [232, 186, 150], hair: [176, 74, 32], jersey: [18, 60, 92], length: 1, hasHelmet: false },
}
