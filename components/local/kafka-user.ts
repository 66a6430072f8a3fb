import { isDeepStrictEqual } from "node:util";
import kafkajs, { type AclEntry, type AclFilter, type Admin } from "kafkajs";
import { type Address, parseAddress } from "../address.ts";
import { differences } from "../difference.ts";
import type { CheckFailure, Handler, HandlerContext } from "../handler.ts";
import { hasPassword, removePassword, type ScramFailure, setPassword } from "../kafka/scram.ts";
import type { KafkaUserInputs } from "../resource.ts";
import { administer, unavailable, unlessUnreachable } from "./administer.ts";

// kafkajs is CommonJS, and Node does not see these among its named exports.
const { KafkaJSProtocolError, AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

export interface UserOutputs {
  /** As Kafka names who has logged in. */
  readonly principal: string;
}

const leastPasswordLength = 8;

/** The handler of a user with a password, through the cluster's administration interface. */
export const kafkaUserHandler: Handler<KafkaUserInputs, UserOutputs> = {
  check: ({ name, password }) => [
    ...(/^[a-z0-9][a-z0-9._-]*$/i.test(name)
      ? []
      : [failure("name", "must be letters, digits, dots, dashes and underscores")]),
    ...(password.length >= leastPasswordLength
      ? []
      : [failure("password", `must have ${leastPasswordLength} characters or more`)]),
  ],
  diff: (actual, wanted) => differences(withoutAddresses(actual), withoutAddresses(wanted), ["cluster", "name"]),
  create: (context, inputs) => converge(context, inputs),
  update: (context, inputs) => converge(context, inputs),
  read: (context, inputs) =>
    unlessUnreachable(context, { inputs, outputs: outputsOf(inputs) }, () =>
      administer(context, inputs.bootstrap, userOf(inputs), async (admin) => {
        const known = await hasPassword(await controllerOf(admin), inputs.name);
        if (known === null) throw unavailable(userOf(inputs), "the brokers do not tell whether there is such a user");
        if (!known) return null;
        const rights = rightsIn(await readAcls(admin, inputs.name));
        return { inputs: { ...inputs, ...rights }, outputs: outputsOf(inputs) };
      }),
    ),
  delete: (context, inputs) =>
    administer(context, inputs.bootstrap, userOf(inputs), async (admin) => {
      await removeAcls(admin, await readAcls(admin, inputs.name));
      refuse(inputs, await removePassword(await controllerOf(admin), inputs.name));
    }),
};

const userOf = ({ name }: KafkaUserInputs) => `User ${name}`;
const principalOf = (name: string) => `User:${name}`;
const outputsOf = ({ name }: KafkaUserInputs): UserOutputs => ({ principal: principalOf(name) });

function failure(property: string, reason: string): CheckFailure {
  return { property, reason };
}

/** Where the brokers are reached says nothing about the user. */
function withoutAddresses(inputs: KafkaUserInputs): Omit<KafkaUserInputs, "bootstrap"> {
  const { bootstrap: _, ...user } = inputs;
  return { ...user, consume: user.consume.toSorted(), produce: user.produce.toSorted() };
}

function converge(context: HandlerContext, inputs: KafkaUserInputs): Promise<UserOutputs> {
  return administer(context, inputs.bootstrap, userOf(inputs), async (admin) => {
    refuse(inputs, await setPassword(await controllerOf(admin), inputs.name, inputs.password));
    // First what is missing, so that a right that stays is there all the time.
    const [actual, wanted] = [await readAcls(admin, inputs.name), aclsOf(inputs)];
    const missing = without(wanted, actual);
    if (missing.length > 0) await admin.createAcls({ acl: missing });
    await removeAcls(admin, without(actual, wanted));
    return outputsOf(inputs);
  });
}

function refuse(inputs: KafkaUserInputs, failed: ScramFailure | null): void {
  if (failed !== null) throw unavailable(userOf(inputs), `the brokers say ${failed.code} ${failed.message}`);
}

/** Only the controller changes passwords of a cluster with ZooKeeper; others pass the request on. */
async function controllerOf(admin: Admin): Promise<Address> {
  const { brokers, controller } = await admin.describeCluster();
  const found = brokers.find(({ nodeId }) => nodeId === controller) ?? brokers[0];
  if (found === undefined) throw new Error("a cluster that answers has a broker");
  return parseAddress(`${found.host}:${found.port}`);
}

/** What a user who may produce or consume may do, in groups whose names begin with the user's own. */
export function aclsOf({ name, produce, consume }: KafkaUserInputs): AclEntry[] {
  const { TOPIC, GROUP } = AclResourceTypes;
  const { LITERAL, PREFIXED } = ResourcePatternTypes;
  const { READ, WRITE } = AclOperationTypes;
  const entry = (resourceType: number, resourceName: string, resourcePatternType: number, operation: number) => ({
    resourceType,
    resourceName,
    resourcePatternType,
    operation,
    principal: principalOf(name),
    host: "*",
    permissionType: AclPermissionTypes.ALLOW,
  });
  // Both READ and WRITE let a client describe the topic too.
  return [
    ...produce.map((topic) => entry(TOPIC, topic, LITERAL, WRITE)),
    ...consume.map((topic) => entry(TOPIC, topic, LITERAL, READ)),
    ...(consume.length > 0 ? [entry(GROUP, name, PREFIXED, READ)] : []),
  ];
}

const without = (entries: readonly AclEntry[], others: readonly AclEntry[]) =>
  entries.filter((entry) => !others.some((other) => isDeepStrictEqual(entry, other)));

/** Every rule about the user. Brokers without an authorizer, as those whose last user goes, have none. */
async function readAcls(admin: Admin, name: string): Promise<AclEntry[]> {
  try {
    const { resources } = await admin.describeAcls(everythingOf(name));
    return resources.flatMap(({ acls, ...resource }) =>
      acls.map(
        ({ principal, host, operation, permissionType }): AclEntry => ({
          resourceType: resource.resourceType,
          resourceName: resource.resourceName,
          resourcePatternType: resource.resourcePatternType,
          operation,
          principal,
          host,
          permissionType,
        }),
      ),
    );
  } catch (error) {
    if (error instanceof KafkaJSProtocolError && error.type === "SECURITY_DISABLED") return [];
    throw error;
  }
}

async function removeAcls(admin: Admin, filters: readonly AclEntry[]): Promise<void> {
  if (filters.length > 0) await admin.deleteAcls({ filters: [...filters] });
}

/** The rules as topics to produce to and to consume. */
function rightsIn(acls: readonly AclEntry[]): Pick<KafkaUserInputs, "produce" | "consume"> {
  const topicsWith = (wanted: number) =>
    acls
      .filter(({ resourceType, operation }) => resourceType === AclResourceTypes.TOPIC && operation === wanted)
      .map(({ resourceName }) => resourceName)
      .sort();
  return { produce: topicsWith(AclOperationTypes.WRITE), consume: topicsWith(AclOperationTypes.READ) };
}

function everythingOf(name: string): AclFilter {
  return {
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    principal: principalOf(name),
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  };
}
