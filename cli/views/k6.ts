import type { K6Targets } from "../../loadgen/k6/files.ts";
import type { Load } from "../../loadgen/k6/scripts/shape.ts";
import { scriptsConfigMap } from "../../loadgen/k6/test-run.ts";
import { isLoopback } from "../loopback.ts";

/** What was written, and how it is run. */
export function k6Summary(load: Load, folder: string, targets: Pick<K6Targets, "bootstrap" | "ingestUrl">): string {
  const { instances, topics } = load;
  const many = instances > 1 ? `${instances} instances of k6 share it` : "one instance of k6 is enough";
  return `${load.system}: ${topics.length} ${topics.length === 1 ? "topic" : "topics"}; ${many}.

  k6 run ${folder}/ingest.ts     the REST ingest: plimsoll ingest
  k6 run ${folder}/kafka.ts      the brokers: a k6 with xk6-kafka
  kubectl create configmap ${scriptsConfigMap(load)} --from-file=${folder}
  kubectl apply -f ${folder}/testrun-ingest.yaml
${ofPods(targets)}`;
}

/** In a pod the loopback is the pod itself, where nobody listens. */
function ofPods({ bootstrap, ingestUrl }: Pick<K6Targets, "bootstrap" | "ingestUrl">): string {
  const { host } = new URL(ingestUrl);
  const wrong = [
    ...(bootstrap.some(isLoopback) ? [`BROKERS is ${bootstrap.join(",")}, so name the brokers with --against`] : []),
    ...(isLoopback(`${host}:`) ? [`INGEST_URL is ${ingestUrl}, so name the ingest with --ingest-url`] : []),
  ];
  return wrong.map((line) => `  in the TestRun ${line}\n`).join("");
}
