/**
 * Printable text of `bytes` bytes that no codec could shrink much, the same on each call with the same `seed`: the Java
 * tool reads its messages from a text file, so all peers send text.
 */
export function payload(bytes: number, seed: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  let x = seed ^ 0x9e3779b9;
  let text = "";
  while (text.length < bytes) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    text += alphabet[x & 63];
  }
  return text;
}
