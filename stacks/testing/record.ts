import type { Surroundings } from "../deploy.ts";
import type { Settings } from "../settings.ts";

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

const pulumi = await import("@pulumi/pulumi");
let registered: Registered[] = [];
await pulumi.runtime.setMocks(
  {
    newResource({ type, name, inputs, custom }) {
      if (!type.startsWith("plimsoll:local:")) throw new Error(`the program made a resource of type ${type}`);
      registered.push({ type, name, inputs });
      return { id: custom === false ? undefined : name, state: { ...inputs, pid: 1 } };
    },
    call({ token }) {
      throw new Error(`the program called ${token}`);
    },
  },
  "plimsoll",
  "test",
);
// Only now: resources find the mocks when they are imported after them.
const { deploy } = await import("../deploy.ts");

export const surroundings: Surroundings = {
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
  const outputs = await deploy(settings, surroundings);
  const known = await new Promise<Record<string, unknown>>((resolve) => {
    pulumi.output(outputs).apply((value) => resolve(value as Record<string, unknown>));
  });
  await pulumi.runtime.disconnect();
  const key = ({ type, name }: Registered) => `${type} ${name}`;
  return { resources: registered.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)), outputs: known };
}
