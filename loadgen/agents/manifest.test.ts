import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { TOKEN_VARIABLE } from "./token.ts";

const page = join(import.meta.dirname, "../../docs/how-to/load-from-several-hosts.md");

it("the documented manifest gives each agent a name that the coordinator can call, and the token", async () => {
  const text = /```yaml\n([\s\S]+?)```/.exec(await readFile(page, "utf8"))?.[1] ?? "";
  const [service, job] = parseAllDocuments(text).map((document) => document.toJS());
  expect([service.kind, job.kind]).toEqual(["Service", "Job"]);
  const { template, ...spec } = job.spec;
  // Pods of an indexed job have names of their own, and addresses by the headless service that selects them.
  const { backoffLimitPerIndex, ...indexed } = spec;
  expect(indexed).toEqual({ completions: 3, parallelism: 3, completionMode: "Indexed" });
  // One that is started again in the middle of a run would wait for the next.
  expect(backoffLimitPerIndex).toBe(0);
  expect(service.spec).toMatchObject({ clusterIP: "None", selector: { "job-name": job.metadata.name } });
  expect(template.spec.subdomain).toBe(service.metadata.name);
  const [container] = template.spec.containers;
  expect(container.args).toEqual(["agent", "--once"]);
  const { requests, limits } = container.resources;
  expect(requests).toEqual(limits);
  expect(container.env).toMatchObject([{ name: TOKEN_VARIABLE, valueFrom: { secretKeyRef: { key: "token" } } }]);
});
