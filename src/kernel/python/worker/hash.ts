/** FNV-1a, twice with different beginnings: 64 bits as 16 hex digits. It names things; it keeps nobody out. */
export function hashOf(bytes: Uint8Array): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x0100_01b3);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
