import type { Driver } from "../driver.ts";
import { PlimsollConsumer } from "./consumer.ts";
import { PlimsollProducer } from "./producer.ts";

export const plimsollDriver: Driver = {
  name: "plimsoll",
  openProducer: PlimsollProducer.open,
  openConsumer: PlimsollConsumer.open,
};
