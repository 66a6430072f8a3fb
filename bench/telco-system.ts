import { fileURLToPath } from "node:url";

/** The folder of the telco's workload and inventory. */
export const telcoSystem = fileURLToPath(new URL("../stacks/claro", import.meta.url));
