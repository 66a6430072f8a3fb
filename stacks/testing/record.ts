import type { CustomResourceOptions, ResourceTransformation } from "@pulumi/pulumi";
import { localTokens } from "../../components/local/tokens.ts";
import type { Surroundings } from "../deploy.ts";
import type { Settings } from "../settings.ts";

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly options: RegisteredOptions | null;
}

/** What the engine does with a resource hangs on these; other resources by their names. */
interface RegisteredOptions {
  readonly parent: string | null;
  readonly dependsOn: readonly string[];
  readonly deletedWith: string | null;
  readonly protect: boolean;
}

/** Every type that the program may make. */
const known = new Set<string>([
  ...Object.values(localTokens),
  ...["KafkaCluster", "ZooKeeperEnsemble", "ControllerQuorum"].map((type) => `plimsoll:local:${type}`),
]);

const pulumi = await import("@pulumi/pulumi");
let registered: Registered[] = [];
const options = new Map<string, RegisteredOptions>();
await pulumi.runtime.setMocks(
  {
    newResource({ type, name, inputs, custom }) {
      if (!known.has(type)) throw new Error(`the program made a resource of type ${type}`);
      registered.push({ type, name, inputs, options: options.get(`${type} ${name}`) ?? null });
      return { id: custom === false ? undefined : name, state: { ...inputs, pid: 1 } };
    },
    call({ token }) {
      throw new Error(`the program called ${token}`);
    },
  },
  "plimsoll",
  "test",
);
const nameOf = (resource: unknown) => (resource as { __name?: string } | undefined)?.__name ?? null;

/** Notes the options, which mocks do not get to see. */
const transformation: ResourceTransformation = ({ type, name, opts }) => {
  const { dependsOn = [], deletedWith, parent, protect = false } = opts as CustomResourceOptions;
  options.set(`${type} ${name}`, {
    parent: nameOf(parent),
    dependsOn: [dependsOn].flat().map((resource) => String(nameOf(resource))),
    deletedWith: nameOf(deletedWith),
    protect,
  });
  return undefined;
};

// Only now: resources find the mocks when they are imported after them.
const { deploy } = await import("../deploy.ts");

const surroundings: Surroundings = {
  transformations: [transformation],
  machine: { cores: 2, memoryBytes: 24_000_000_000 },
  stateDir: "/state",
};

export interface Recorded {
  readonly resources: readonly Registered[];
  readonly outputs: Record<string, unknown>;
}

/** Runs the stack's program without an engine. Resources come sorted by type and name, as their order tells nothing. */
export async function record(settings: Settings): Promise<Recorded> {
  registered = [];
  options.clear();
  const outputs = await deploy(settings, surroundings);
  const known = await new Promise<Record<string, unknown>>((resolve) => {
    pulumi.output(outputs).apply((value) => resolve(value as Record<string, unknown>));
  });
  await pulumi.runtime.disconnect();
  const key = ({ type, name }: Registered) => `${type} ${name}`;
  return { resources: registered.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)), outputs: known };
}
