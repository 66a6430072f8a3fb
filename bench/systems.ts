import { fileURLToPath } from "node:url";
import { systemFiles } from "../components/system.ts";

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The folder of the telco's workload and inventory. */
export const telcoSystem = folder("../stacks/claro");

/** The telco on the five hosts that it has. */
export const telcoOnHosts = systemFiles(telcoSystem, {});
/** Netflix's Keystone, free to choose among all EC2 hosts. */
export const keystoneOnEc2 = systemFiles(folder("../stacks/keystone"), {});
/** The telco, free to choose among the same. */
export const telcoOnEc2 = systemFiles(telcoSystem, { inventory: keystoneOnEc2.inventory });
