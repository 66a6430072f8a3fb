import struct from "google-protobuf/google/protobuf/struct_pb.js";

/** Values of a resource as the engine sends them; one that is not known yet is `unknown`. */
export type Properties = Record<string, unknown>;

/** What the engine sends, in a preview, for a value that is only known once another resource has been made. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Reads the properties of a message; none if it has none. */
export function fromStruct(message: struct.Struct | undefined): Properties {
  return (message?.toJavaScript() ?? {}) as Properties;
}

/** Writes properties into a message. Those that are undefined are left out, which protobuf could not write. */
export function toStruct(properties: object): struct.Struct {
  const plain = JSON.parse(JSON.stringify(properties));
  return struct.Struct.fromJavaScript(plain);
}

/** Whether the value, or any value in it, is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(hasUnknown);
  return value === unknown;
}
