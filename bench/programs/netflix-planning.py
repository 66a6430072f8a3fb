"""Plans one stream again and again with Netflix's Kafka model; prints a PlanReport of bench/peers/peer.ts."""

import json
import re
import statistics
import sys
import time
from collections import Counter

from service_capacity_modeling.capacity_planner import planner
from service_capacity_modeling.interface import (
    CapacityDesires,
    DataShape,
    QueryPattern,
    certain_float,
    certain_int,
)

REGION = "us-east-1"
GIB = 2**30

task = json.loads(sys.argv[1])
demand = task["demand"]
desires = CapacityDesires(
    service_tier=1,
    # The model reads "one write a second of so many bytes" as a rate, and reads a second as the number of readers.
    query_pattern=QueryPattern(
        estimated_write_per_second=certain_int(1),
        estimated_read_per_second=certain_int(demand["readers"]),
        estimated_mean_write_size_bytes=certain_int(round(demand["bytesPerSecond"])),
    ),
    data_shape=DataShape(estimated_state_size_gib=certain_float(demand["storedBytes"] / GIB)),
)
arguments = {
    "cluster_type": "strong" if demand["replication"] >= 3 else "high-availability",
    "copies_per_region": demand["replication"],
    "max_regional_size": task["maxRegionalSize"],
}


def plan():
    return planner.plan_certain_explained(
        model_name="org.netflix.kafka",
        region=REGION,
        desires=desires,
        instance_families=task["families"],
        extra_model_arguments=arguments,
    )


def call_ms():
    began = time.perf_counter()
    plan()
    return (time.perf_counter() - began) * 1000


def answer(result):
    if not result.plans:
        excuses = [excuse for each in result.excuses_by_model.values() for excuse in each]
        reasons = Counter(excuse.reason.split(":")[0] for excuse in excuses).most_common()
        return "no plan: " + ", ".join(f"{count} x {reason}" for reason, count in reasons)
    clusters = result.plans[0].candidate_clusters
    brokers = sum(zone.count for zone in clusters.zonal)
    return f"1 cluster, {brokers} brokers, {clusters.zonal[0].instance.name}"


def peak_bytes():
    # The peak of resource.getrusage begins with that of the parent process.
    with open("/proc/self/status", encoding="ascii") as status:
        return int(re.search(r"^VmHWM:\s+(\d+) kB$", status.read(), re.MULTILINE)[1]) * 1024


first_call_ms = call_ms()
for _ in range(task["warmUpCalls"]):
    call_ms()
median_ms = statistics.median(call_ms() for _ in range(task["measuredCalls"]))
figures = {"firstCallMs": first_call_ms, "callMs": median_ms, "peakBytes": peak_bytes()}
print(json.dumps({"figures": figures, "answer": answer(plan())}))
