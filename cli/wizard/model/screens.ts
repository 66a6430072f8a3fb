import { valueAt } from "../yaml/edit.ts";
import { type Ask, field, own, type Place } from "./ask.ts";
import type { Draft } from "./draft.ts";
import { type MachinesKind, machinesOf } from "./machines.ts";
import { groupNames, topicNames } from "./topics.ts";

export const screenIds = [
  "start",
  "flow",
  "keep",
  "readers",
  "objectives",
  "growth",
  "machines",
  "disks",
  "review",
] as const;
export type ScreenId = (typeof screenIds)[number];

export interface Screen {
  readonly title: string;
  /** One line below the title. */
  readonly about: string;
  /** What can be added here, and removed. */
  readonly adds: "topic" | "group" | null;
  readonly asks: (draft: Draft, place: Place) => readonly Ask[];
}

const topicChoice = (draft: Draft): Ask[] =>
  topicNames(draft).length > 1 ? [own("topic", "Topic", "left and right: the other topics")] : [];

const needsRatio = (draft: Draft, topic: number): boolean => {
  const { codec = "none", ratio } = (valueAt(draft.workload.value, ["topics", topic, "compression"]) ?? {}) as {
    codec?: string;
    ratio?: number;
  };
  return codec !== "none" || ratio !== undefined;
};

const givenMachines = (draft: Draft): boolean => ["hosts", "local"].includes(machinesOf(draft.inventory.value));

/** Whether the draft says so of what may be lost. */
const losing = (draft: Draft, what: "racks" | "zones"): boolean =>
  valueAt(draft.workload.value, ["objectives", "lose", what]) !== undefined;

const chosen = "its offers have prices; the plan names the cheapest that holds";
const machinesHints: Record<MachinesKind, string> = {
  hosts: "left and right: a catalogue instead, from which the plan chooses",
  local: "brokers as processes of this machine, to try it out",
  ec2: chosen,
  msk: chosen,
  kubernetes: chosen,
  openstack: chosen,
  own: chosen,
};

/** The screens, each with few questions. */
export const screens: Record<ScreenId, Screen> = {
  start: {
    title: "Where to start",
    about: "From nothing, or from a system that exists.",
    adds: null,
    asks: () => [
      own("start", "Start from", "left and right: real systems, with topics, objectives and machines to change"),
      field("workload", "name", "Name", "the folder of its files, and the name of its cluster"),
      field(
        "workload",
        "metadata",
        "Metadata",
        "kraft for new clusters: Kafka 4 has no ZooKeeper any more; zookeeper is Kafka 3.9",
      ),
    ],
  },
  flow: {
    title: "What flows",
    about: "Topics, with what producers send at the peak of the day.",
    adds: "topic",
    asks: (draft, place) => [
      ...topicChoice(draft),
      field("workload", "topics.*.name", "Topic", "", place),
      field(
        "workload",
        "topics.*.rate",
        "Peak rate",
        "messages or bytes; a range such as 1 MB/s..2 MB/s..5 MB/s too",
        place,
      ),
      field("workload", "topics.*.size", "Message size", "the mean, before compression", place),
      field(
        "workload",
        "topics.*.average",
        "Mean rate",
        "left out, the peak is taken to last all day: more disk",
        place,
      ),
      field(
        "workload",
        "topics.*.keyed",
        "Keyed",
        "yes: sized for the growth ahead, since keys move when partitions are added",
        place,
      ),
    ],
  },
  keep: {
    title: "How long it must stay",
    about: "What the disks must hold, and in how many copies.",
    adds: null,
    asks: (draft, place) => [
      ...topicChoice(draft),
      field("workload", "topics.*.retention", "Retention", "7 days is what Kafka does unless told otherwise", place),
      field(
        "workload",
        "topics.*.replication",
        "Replicas",
        "3: one may be lost and another restarted without losing data",
        place,
      ),
      field(
        "workload",
        "topics.*.minInsync",
        "In-sync replicas",
        "2 of 3: a message is on two machines before it counts",
        place,
      ),
      field(
        "workload",
        "topics.*.compression.codec",
        "Compression",
        "producers compress; lz4 and zstd cost least for what they save",
        place,
      ),
      ...(needsRatio(draft, place.topic)
        ? [
            field(
              "workload",
              "topics.*.compression.ratio",
              "Ratio",
              "left out, the plan takes a usual one for the codec",
              place,
            ),
          ]
        : []),
    ],
  },
  readers: {
    title: "Who reads",
    about: "Each group reads all of the topic.",
    adds: "group",
    asks: (draft, place) => {
      const groups = groupNames(draft, place.topic).length;
      if (groups === 0) return topicChoice(draft);
      return [
        ...topicChoice(draft),
        ...(groups > 1 ? [own("group", "Which group", "left and right: the other groups")] : []),
        field("workload", "topics.*.consumers.+.group", "Group", "", place),
        field(
          "workload",
          "topics.*.consumers.+.perConsumer",
          "One reader takes",
          "decides how many partitions the group needs",
          place,
        ),
        field("workload", "topics.*.consumers.+.count", "Readers", "each needs a partition of its own", place),
        field(
          "workload",
          "topics.*.consumers.+.lag",
          "Usual lag",
          "what is behind the page cache comes from the disks",
          place,
        ),
        field(
          "workload",
          "topics.*.consumers.+.history",
          "Reads again",
          "old data for each byte written: 1 if each night it reads the whole day again",
          place,
        ),
      ];
    },
  },
  objectives: {
    title: "What must survive",
    about: "The plan keeps these at the peak; what is left out is not asked for.",
    adds: null,
    asks: (draft) => [
      field(
        "workload",
        "objectives.lose.brokers",
        "Lost brokers",
        "1: a broker may fail, or be restarted, at the peak",
      ),
      ...(givenMachines(draft) || losing(draft, "racks")
        ? [field("workload", "objectives.lose.racks", "Lost racks", "needs machines in several racks")]
        : []),
      ...(!givenMachines(draft) || losing(draft, "zones")
        ? [field("workload", "objectives.lose.zones", "Lost zones", "1 of 3: the other two must carry it all")]
        : []),
      field("workload", "objectives.loss", "Lost messages", "0: nothing that was acknowledged may be missing"),
      field(
        "workload",
        "objectives.catchUp.outage",
        "Readers down for",
        "with the next one: how fast they must catch up",
      ),
      field("workload", "objectives.catchUp.within", "Caught up within"),
      field("workload", "objectives.produceP99", "Produce p99", "an estimate in the plan; the proof measures it"),
    ],
  },
  growth: {
    title: "How it grows",
    about: "The plan tells when each limit is passed; leave all empty if it does not grow.",
    adds: null,
    asks: () => [
      field("workload", "growth.factor", "Times as much", "1.4 is 40 % more after each period; 2 is twice as much"),
      field("workload", "growth.over", "After each"),
      field("workload", "growth.horizon", "Look ahead"),
      field("workload", "growth.enforce", "Size for it now", "yes: today's plan must hold at the horizon"),
    ],
  },
  machines: {
    title: "What you have",
    about: "Machines, or a catalogue from which the plan chooses by cost.",
    adds: null,
    asks: (draft) => [
      own("machines", "Run on", machinesHints[machinesOf(draft.inventory.value)]),
      ...(givenMachines(draft)
        ? [
            field("inventory", "brokers.count", "Hosts", "left out, the plan says how many are needed"),
            field("inventory", "brokers.cores", "Cores"),
            field("inventory", "brokers.memory", "Memory"),
            field("inventory", "brokers.network", "Network"),
            field("inventory", "brokers.racks", "Racks", "replicas are spread over them"),
          ]
        : [
            field("inventory", "zones", "Zones", "replicas are spread over them"),
            field("inventory", "term", "Paid"),
            field("inventory", "offers", "Only these offers", "several with commas between; left out, all of today"),
          ]),
    ],
  },
  disks: {
    title: "Its disks",
    about: "Of each machine, for Kafka's data alone.",
    adds: null,
    asks: () => [
      field("inventory", "brokers.disks.0.size", "Size of a disk"),
      field("inventory", "brokers.disks.0.count", "Disks"),
      field("inventory", "brokers.disks.0.raid", "RAID", "jbod uses all of them; RAID 1 and 10 half"),
      field("inventory", "brokers.disks.0.type", "Kind"),
      field("inventory", "brokers.disks.0.write", "Write rate", "left out, writing is not checked"),
      field("inventory", "brokers.disks.0.read", "Read rate", "left out, reading is not checked"),
    ],
  },
  review: {
    title: "Review",
    about: "What will be written; Ctrl-S or Enter writes it.",
    adds: null,
    asks: () => [],
  },
};

/** The screens of a draft, in their order: disks are asked only of machines that there are. */
export const screensOf = (draft: Draft): readonly ScreenId[] =>
  givenMachines(draft) ? screenIds : screenIds.filter((id) => id !== "disks");
