import packageJson from "../../package.json" with { type: "json" };
import { serve } from "./serve.ts";
import { resourceTypes } from "./types.ts";

const engineAddress = process.argv.at(-1);
if (process.argv.length < 3 || engineAddress === undefined) {
  console.error("plimsoll's resource provider is started by Pulumi; see Pulumi.yaml");
  process.exit(2);
}
await serve(packageJson.version, resourceTypes(), engineAddress);
