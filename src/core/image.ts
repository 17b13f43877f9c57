/** The first bytes of what a picture can be, and its type. A header says what it likes. */
const signs: readonly (readonly [string, (bytes: Uint8Array) => boolean])[] = [
  ['image/png', (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff])],
  ['image/gif', (bytes) => startsWith(bytes, [0x47, 0x49, 0x46, 0x38])],
  ['image/webp', (bytes) => startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50])],
];

const startsWith = (bytes: Uint8Array, sign: readonly number[]): boolean => sign.every((byte, index) => bytes[index] === byte);

/** The type of a picture by its own bytes; undefined where it is none. */
export const imageTypeOf = (bytes: Uint8Array): string | undefined => signs.find(([, fits]) => fits(bytes))?.[0];
