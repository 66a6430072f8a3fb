import type { handleUnaryCall, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { Problem } from "../../sizing/problem.ts";
import type { HandlerContext } from "../handler.ts";
import { Turns } from "../local/turns.ts";
import { diffResponse } from "./difference.ts";
import { failure } from "./failure.ts";
import type { ResourceType } from "./resource-type.ts";
import { fromStruct, hasUnknown, type Properties, toStruct } from "./values.ts";

export interface ServiceOptions {
  readonly version: string;
  /** From a type's token, such as `plimsoll:local:Topic`, to the type. */
  readonly types: Readonly<Record<string, ResourceType>>;
  /** Shows a line on the row of a resource. */
  readonly log: (urn: string, line: string) => void;
  /** Aborted when the engine is gone. */
  readonly signal: AbortSignal;
}

/** A request about one resource. */
interface About {
  getUrn(): string;
  getType(): string;
}

/** The engine's calls, done by the handlers of the resource types. Previews never call what changes something. */
export function providerService(options: ServiceOptions): UntypedServiceImplementation {
  const cancelled = new AbortController();
  const ended = AbortSignal.any([options.signal, cancelled.signal]);
  const turns = new Turns();
  /** Clusters of which the program wants something: what it no longer wants of them goes without the cluster. */
  const staying = new Set<unknown>();

  const typeOf = (request: About): ResourceType => {
    const type = options.types[request.getType()];
    if (type !== undefined) return type;
    const known = Object.keys(options.types).join(", ");
    throw new Problem("input", "PLM-PROVIDER-101", `There is no resource type ${request.getType()}`, `Use ${known}`);
  };
  const contextOf = (request: About & { getTimeout?(): number }, { cluster }: Properties): HandlerContext => {
    const seconds = request.getTimeout?.() ?? 0;
    return {
      signal: seconds > 0 ? AbortSignal.any([ended, AbortSignal.timeout(seconds * 1000)]) : ended,
      log: (line) => options.log(request.getUrn(), line),
      clusterStays: staying.has(cluster),
      inTurn: (node, work) => turns.take(node, work),
    };
  };

  return {
    handshake: unary(() => new provider.ProviderHandshakeResponse()),
    getPluginInfo: unary(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(options.version);
      return info;
    }),
    // Secrets come as plain values; the engine makes what comes out under the same name secret again.
    configure: unary(() => {
      const response = new provider.ConfigureResponse();
      response.setSupportspreview(true);
      return response;
    }),
    checkConfig: unary((request: provider.CheckRequest) => checked(request, [])),
    diffConfig: unary(() => diffResponse({ change: "none" }, {}, {})),

    check: unary((request: provider.CheckRequest) => {
      const wanted = fromStruct(request.getNews());
      if (wanted.cluster !== undefined) staying.add(wanted.cluster);
      const previous = fromStruct(request.getOlds());
      // For what is new the engine sends no properties, not none at all.
      const isNew = Object.keys(previous).length === 0;
      const failures = typeOf(request).handler.check(wanted, isNew ? null : previous);
      // What is not known yet is checked when it is.
      return checked(
        request,
        failures.filter(({ property }) => !hasUnknown(wanted[property])),
      );
    }),

    diff: unary((request: provider.DiffRequest) => {
      const actual = fromStruct(request.getOldInputs());
      const wanted = fromStruct(request.getNews());
      return diffResponse(typeOf(request).handler.diff(actual, wanted), actual, wanted);
    }),

    create: unary(async (request: provider.CreateRequest) => {
      const type = typeOf(request);
      const inputs = fromStruct(request.getProperties());
      const response = new provider.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(toStruct(type.expected(inputs)));
        return response;
      }
      const id = type.idOf(inputs);
      const outputs = await orUnfinished(id, inputs, () => type.handler.create(contextOf(request, inputs), inputs));
      response.setId(id);
      response.setProperties(toStruct(outputs));
      return response;
    }),

    update: unary(async (request: provider.UpdateRequest) => {
      const type = typeOf(request);
      const inputs = fromStruct(request.getNews());
      const response = new provider.UpdateResponse();
      const outputs = request.getPreview()
        ? type.expected(inputs)
        : await orUnfinished(request.getId(), inputs, () => type.handler.update(contextOf(request, inputs), inputs));
      response.setProperties(toStruct(outputs));
      return response;
    }),

    read: unary(async (request: provider.ReadRequest) => {
      const inputs = fromStruct(request.getInputs());
      if (Object.keys(inputs).length === 0) throw cannotImport(request.getId());
      const found = await typeOf(request).handler.read(contextOf(request, inputs), inputs);
      const response = new provider.ReadResponse();
      if (found === null) return response;
      response.setId(request.getId());
      response.setInputs(toStruct(found.inputs));
      response.setProperties(toStruct(found.outputs ?? {}));
      return response;
    }),

    delete: unary(async (request: provider.DeleteRequest) => {
      const inputs = fromStruct(request.getOldInputs());
      await typeOf(request).handler.delete(contextOf(request, inputs), inputs);
      return new empty.Empty();
    }),

    cancel: unary(() => {
      cancelled.abort();
      return new empty.Empty();
    }),
  };
}

function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return async ({ request }: ServerUnaryCall<Request, Response>, done) => {
    try {
      done(null, await answer(request));
    } catch (error) {
      done(error instanceof FailedCall ? error.reply : failure(error));
    }
  };
}

/** Carries the ready reply for a resource that is there but not right. */
class FailedCall extends Error {
  readonly reply: ReturnType<typeof failure>;

  constructor(reply: ReturnType<typeof failure>) {
    super(reply.details);
    this.reply = reply;
  }
}

async function orUnfinished(id: string, inputs: Properties, make: () => Promise<object>): Promise<object> {
  try {
    return await make();
  } catch (error) {
    throw new FailedCall(failure(error, { id, inputs }));
  }
}

function checked(
  request: provider.CheckRequest,
  failures: readonly { property: string; reason: string }[],
): provider.CheckResponse {
  const response = new provider.CheckResponse();
  response.setInputs(request.getNews());
  for (const { property, reason } of failures) {
    const failed = new provider.CheckFailure();
    failed.setProperty(property);
    failed.setReason(reason);
    response.addFailures(failed);
  }
  return response;
}

function cannotImport(id: string): Problem {
  return new Problem(
    "input",
    "PLM-PROVIDER-102",
    `${id} cannot be imported: what belongs to it is only known from a plan`,
    "Let `pulumi up` make it",
  );
}
