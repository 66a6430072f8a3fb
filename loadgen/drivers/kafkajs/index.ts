import type { Driver } from "../driver.ts";
import { KafkajsConsumer } from "./consumer.ts";
import { KafkajsProducer } from "./producer.ts";

export const kafkajsDriver: Driver = {
  name: "kafkajs",
  openProducer: KafkajsProducer.open,
  openConsumer: KafkajsConsumer.open,
};
