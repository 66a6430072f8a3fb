import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statusMessages from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import { Problem } from "../../sizing/problem.ts";
import { type Properties, toStruct } from "./values.ts";

/** What was there, or half there, when the making of a resource failed. */
export interface Unfinished {
  readonly id: string;
  readonly inputs: Properties;
}

/**
 * The error that a call of the engine gets. With `unfinished` the engine keeps the resource as one that exists but is
 * not right, and the next `pulumi up` updates it, whatever has changed; without, it knows nothing of it.
 */
export function failure(error: unknown, unfinished?: Unfinished): ServiceError {
  const message = messageOf(error);
  const code = error instanceof Problem && error.kind === "interrupted" ? status.CANCELLED : status.UNKNOWN;
  const metadata = new Metadata();
  if (unfinished !== undefined) metadata.add("grpc-status-details-bin", details(message, unfinished));
  return Object.assign(new Error(message), { code: unfinished ? status.UNKNOWN : code, details: message, metadata });
}

/** A problem as a person reads it; of anything else the stack too, as it is a fault of ours. */
function messageOf(error: unknown): string {
  if (error instanceof Problem) {
    const lines = [`${error.code}: ${error.message}`, ...error.details.map((line) => `    ${line}`)];
    return [...lines, `What to do: ${error.remedy}.`].join("\n");
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function details(message: string, { id, inputs }: Unfinished): Buffer {
  const failed = new provider.ErrorResourceInitFailed();
  failed.setId(id);
  failed.setInputs(toStruct(inputs));
  failed.setProperties(toStruct({}));
  failed.setReasonsList([message]);
  const packed = new any.Any();
  packed.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const full = new statusMessages.Status();
  full.setCode(status.UNKNOWN);
  full.setMessage(message);
  full.addDetails(packed);
  return Buffer.from(full.serializeBinary());
}
