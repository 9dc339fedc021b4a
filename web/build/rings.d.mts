type Point = readonly [longitude: number, latitude: number]

export declare const unrolled: (ring: readonly Point[]) => readonly Point[]
