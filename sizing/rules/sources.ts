/** Who says so, and as of when: sources that several rules have. */
export const sources = {
  kafkaDocs: "Apache Kafka documentation, as of 3.9 (2024)",
  keystone: "Netflix Keystone's published design rules (2016)",
  aws: "AWS, best practices for right-sizing Apache Kafka clusters (2022)",
  confluentLimit: "Confluent, how to choose the number of partitions (2018)",
  confluentZookeeper: "Confluent, running ZooKeeper in production: a heap of at least 1 GB (2024)",
  confluentAnsible: "Ansible Playbooks for Confluent Platform, default for KRaft controllers (2025)",
  lzbench: "lzbench and the Zstandard README, compression speed of one core (2024)",
  confluentHardware:
    "Confluent Platform system requirements: 64 GB on SSD for ZooKeeper nodes and KRaft controllers (2024)",
  twoMillionPartitions:
    "Confluent, Kafka without ZooKeeper: recovery of 2 million partitions in 503 s with ZooKeeper, 37 s with KRaft (2021)",
  ownChoice: "Plimsoll's own choice (2026)",
  measured:
    "measured on a development machine, Kafka 3.9.2 on JDK 17, docs/measured/broker-cpu-2026-11-22.json (2026); not a calibration",
} as const;
