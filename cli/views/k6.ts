import type { Load } from "../../loadgen/k6/scripts/shape.ts";
import { scriptsConfigMap } from "../../loadgen/k6/test-run.ts";

/** What was written, and how it is run. */
export function k6Summary(load: Load, folder: string): string {
  const { instances, topics } = load;
  const many = instances > 1 ? `${instances} instances of k6 share it` : "one instance of k6 is enough";
  return `${load.system}: ${topics.length} ${topics.length === 1 ? "topic" : "topics"}; ${many}.

  k6 run ${folder}/ingest.ts     the REST ingest: plimsoll ingest
  k6 run ${folder}/kafka.ts      the brokers: a k6 with xk6-kafka
  kubectl create configmap ${scriptsConfigMap(load)} --from-file=${folder}
  kubectl apply -f ${folder}/testrun-ingest.yaml
`;
}
