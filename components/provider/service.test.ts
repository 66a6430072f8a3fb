import { type Client, credentials, Server, ServerCredentials, type ServiceError, status } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statusMessages from "@pulumi/pulumi/proto/status_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Problem } from "../../sizing/problem.ts";
import { differences } from "../difference.ts";
import type { Handler, HandlerContext } from "../handler.ts";
import { pause } from "../process/pause.ts";
import { resourceType } from "./resource-type.ts";
import { providerService } from "./service.ts";
import { fromStruct, type Properties, toStruct, unknown } from "./values.ts";

interface Lamp {
  readonly room: string;
  readonly watts: number;
  readonly files: Readonly<Record<string, string>>;
}

const type = "plimsoll:test:Lamp";
const urn = `urn:pulumi:local::plimsoll::${type}::lamp`;
const lamp: Lamp = { room: "hall", watts: 40, files: { "conf/a.b": "1" } };

let events: string[];
let rows: string[];
let there: Lamp | null;
let work: (context: HandlerContext) => Promise<void>;
let ended: AbortController;
let server: Server;
let client: Client & Record<string, (...given: unknown[]) => unknown>;

const handler: Handler<Lamp, { switch: number }> = {
  check: ({ room, watts }, previous) => [
    ...(room.startsWith("h") ? [] : [{ property: "room", reason: "must begin with h" }]),
    ...(previous !== null && watts < previous.watts ? [{ property: "watts", reason: "can only grow" }] : []),
  ],
  diff: (actual, wanted) => differences(actual, wanted, ["room"]),
  create: (context, inputs) => made("create", context, inputs),
  update: (context, inputs) => made("update", context, inputs),
  read: async () => (there === null ? null : { inputs: there, outputs: { switch: 1 } }),
  async delete(_context, inputs) {
    events.push(`delete ${inputs.room}`);
  },
};

async function made(verb: string, context: HandlerContext, inputs: Lamp): Promise<{ switch: number }> {
  events.push(`${verb} ${inputs.room}`);
  context.log(`${verb} under way`);
  await work(context);
  return { switch: 7 };
}

beforeEach(async () => {
  events = [];
  rows = [];
  there = lamp;
  work = async () => {};
  ended = new AbortController();
  const types = {
    [type]: resourceType(
      handler,
      ({ room }) => `lamp/${room}`,
      () => ({ switch: unknown }),
    ),
  };
  server = new Server();
  server.addService(
    services.ResourceProviderService,
    providerService({ version: "1.2.3", types, signal: ended.signal, log: (of, line) => rows.push(`${of} ${line}`) }),
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  client = new services.ResourceProviderClient(
    `127.0.0.1:${port}`,
    credentials.createInsecure(),
  ) as unknown as typeof client;
});
afterEach(() => {
  client.close();
  server.forceShutdown();
});

function call<Response>(method: string, request: object): Promise<Response> {
  return new Promise((resolve, reject) =>
    client[method]!(request, (error: ServiceError | null, response: Response) =>
      error ? reject(error) : resolve(response),
    ),
  );
}

function createRequest(inputs: Properties, preview: boolean): provider.CreateRequest {
  const request = new provider.CreateRequest();
  request.setType(type);
  request.setUrn(urn);
  request.setProperties(toStruct(inputs));
  request.setPreview(preview);
  return request;
}

async function check(news: Properties, olds: Properties = {}) {
  const request = new provider.CheckRequest();
  request.setType(type);
  request.setNews(toStruct(news));
  request.setOlds(toStruct(olds));
  const response = await call<provider.CheckResponse>("check", request);
  return response.getFailuresList().map((failed) => `${failed.getProperty()} ${failed.getReason()}`);
}

async function diff(olds: Properties, news: Properties) {
  const request = new provider.DiffRequest();
  request.setType(type);
  request.setOldInputs(toStruct(olds));
  request.setNews(toStruct(news));
  const response = await call<provider.DiffResponse>("diff", request);
  const details = [...response.getDetaileddiffMap().entries()].map(([path, detail]) => [path, detail.getKind()]);
  return { changes: response.getChanges(), replaces: response.getReplacesList(), details: Object.fromEntries(details) };
}

test("what is wrong is named, by itself and as a change", async () => {
  expect(await check({ ...lamp })).toEqual([]);
  expect(await check({ ...lamp, room: "attic" })).toEqual(["room must begin with h"]);
  expect(await check({ ...lamp, watts: 20 }, { ...lamp })).toEqual(["watts can only grow"]);
});

test("a value that is not known yet is not judged", async () => {
  expect(await check({ ...lamp, room: unknown })).toEqual([]);
});

test("a difference is told property by property, down to the file", async () => {
  const { ADD, DELETE, UPDATE, UPDATE_REPLACE } = provider.PropertyDiff.Kind;
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  expect(await diff({ ...lamp }, { ...lamp })).toEqual({ changes: DIFF_NONE, replaces: [], details: {} });
  expect(await diff({ ...lamp }, { ...lamp, watts: 60, files: { "conf/a.b": "2", "conf/c": "1" } })).toEqual({
    changes: DIFF_SOME,
    replaces: [],
    details: { watts: UPDATE, 'files["conf/a.b"]': UPDATE, 'files["conf/c"]': ADD },
  });
  expect(await diff({ ...lamp }, { ...lamp, files: {} })).toMatchObject({ details: { 'files["conf/a.b"]': DELETE } });
  expect(await diff({ ...lamp }, { ...lamp, room: "house" })).toEqual({
    changes: DIFF_SOME,
    replaces: ["room"],
    details: { room: UPDATE_REPLACE },
  });
});

test("a preview tells the outputs that it can know, and does nothing", async () => {
  const response = await call<provider.CreateResponse>("create", createRequest({ ...lamp }, true));
  expect(fromStruct(response.getProperties())).toEqual({ switch: unknown });
  expect(events).toEqual([]);
});

test("creation gives the id and the outputs, and its progress goes to the resource's row", async () => {
  const response = await call<provider.CreateResponse>("create", createRequest({ ...lamp }, false));
  expect(response.getId()).toBe("lamp/hall");
  expect(fromStruct(response.getProperties())).toEqual({ switch: 7 });
  expect(rows).toEqual([`${urn} create under way`]);
});

test("what is half made when creation fails is kept by the engine, with the reason and what to do", async () => {
  work = () => Promise.reject(new Problem("environment", "PLM-LAMP-001", "no current", "Wire it", ["last line"]));
  const error: ServiceError = await call("create", createRequest({ ...lamp }, false)).then(
    () => expect.fail("creation must fail"),
    (reason) => reason,
  );
  expect(error.details).toBe("PLM-LAMP-001: no current\n    last line\nWhat to do: Wire it.");
  const [details] = error.metadata.get("grpc-status-details-bin");
  const packed = statusMessages.Status.deserializeBinary(details as Buffer).getDetailsList()[0]!;
  const failed = provider.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
  expect(packed.getTypeName()).toBe("pulumirpc.ErrorResourceInitFailed");
  expect(failed.getId()).toBe("lamp/hall");
  expect(fromStruct(failed.getInputs())).toEqual(lamp);
  expect(failed.getReasonsList()).toEqual([error.details]);
});

test.each([
  ["the engine cancels", () => call("cancel", new empty.Empty())],
  ["the engine is gone", async () => ended.abort()],
])("work under way is aborted when %s", async (_name, end) => {
  work = ({ signal }) => pause(10_000, signal);
  const refused = expect(call("create", createRequest({ ...lamp }, false))).rejects.toThrow("PLM-INTERRUPT-001");
  while (events.length === 0) await pause(5);
  await end();
  await refused;
});

test("work ends at the timeout that the user set", async () => {
  work = ({ signal }) => pause(10_000, signal);
  const request = createRequest({ ...lamp }, false);
  request.setTimeout(0.05);
  await expect(call("create", request)).rejects.toThrow("PLM-INTERRUPT-001");
});

test("reading gives what really is there as inputs, and nothing for what is gone", async () => {
  const request = new provider.ReadRequest();
  request.setType(type);
  request.setId("lamp/hall");
  request.setInputs(toStruct(lamp));
  there = { ...lamp, watts: 25 };
  const found = await call<provider.ReadResponse>("read", request);
  expect([found.getId(), fromStruct(found.getInputs())]).toEqual(["lamp/hall", there]);
  there = null;
  expect((await call<provider.ReadResponse>("read", request)).getId()).toBe("");
  request.clearInputs();
  await expect(call("read", request)).rejects.toThrow("PLM-PROVIDER-102");
});

test("deletion works from the inputs that were kept", async () => {
  const request = new provider.DeleteRequest();
  request.setType(type);
  request.setOldInputs(toStruct(lamp));
  await call("delete", request);
  expect(events).toEqual(["delete hall"]);
});

test("a type that is none of ours is refused with those that are", async () => {
  const request = createRequest({ ...lamp }, false);
  request.setType("plimsoll:test:Lanp");
  await expect(call("create", request)).rejects.toMatchObject({
    code: status.UNKNOWN,
    details: `PLM-PROVIDER-101: There is no resource type plimsoll:test:Lanp\nWhat to do: Use ${type}.`,
  });
});
