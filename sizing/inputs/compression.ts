import { z } from "zod";
import { block } from "./fields.ts";

export const codecs = ["none", "gzip", "snappy", "lz4", "zstd"] as const;
export type Codec = (typeof codecs)[number];

/** `compression:` of a topic. */
export const compressionSchema = block({
  codec: z.enum(codecs).meta({ description: "Codec of what is stored" }),
  ratio: z
    .number()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: "Bytes before compression for each byte after it", examples: [3] }),
  onBroker: z
    .boolean()
    .default(false)
    .meta({ description: "The brokers compress, since the producers do not or use another codec" }),
}).superRefine(({ codec, ratio, onBroker }, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (codec !== "none") return;
  if (ratio !== undefined && ratio > 1)
    refuse("ratio", `is ${ratio}, but the codec is none; name the codec, for example \`codec: lz4\``);
  if (onBroker) refuse("onBroker", "needs a codec to compress with; write for example `codec: zstd`");
});
