/** What each input of the telco's topic is set to; together 10,000 ways. */
const grid = {
  /** Of the published peak. */
  rates: Array.from({ length: 20 }, (_, step) => (step + 1) / 10),
  sizes: [200, 400, 600, 800, 1000, 1361, 1600, 2000, 2500, 3000],
  retentionHours: [1, 2, 3, 4, 5, 6, 8, 12, 16, 24],
  replications: [1, 2, 3, 4, 5],
} as const;
const messagesPerSecond = 485_000;

type Raw = Readonly<Record<string, unknown>>;

/** The workload as it is written, with its one topic's rate, size, retention and replication set to every combination. */
export function* whatIfs(workload: Raw): Generator<Raw> {
  const [topic] = workload.topics as readonly Raw[];
  for (const rate of grid.rates)
    for (const size of grid.sizes)
      for (const hours of grid.retentionHours)
        for (const replication of grid.replications) {
          const set = {
            rate: `${messagesPerSecond * rate} msg/s`,
            size: `${size} B`,
            retention: `${hours} h`,
            replication,
            minInsync: Math.min(2, replication),
          };
          yield { ...workload, topics: [{ ...topic, ...set }] };
        }
}
