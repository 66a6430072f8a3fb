import type { Kafka, ProducerRecord } from "kafkajs";

/** A kafkajs whose sends wait for the test; each producer has a number. The next to connect can be refused. */
export function heldKafka() {
  const events: string[] = [];
  const sends: { producer: number; record: ProducerRecord; end: PromiseWithResolvers<unknown> }[] = [];
  let producers = 0;
  let refusing = false;
  const kafka = {
    producer: ({ idempotent }: { idempotent: boolean }) => {
      const producer = producers++;
      events.push(`${producer} ${idempotent ? "idempotent" : "plain"}`);
      return {
        connect: async () => {
          if (!refusing) return;
          refusing = false;
          throw new Error("refused");
        },
        disconnect: async () => void events.push(`${producer} closed`),
        send: (record: ProducerRecord) => {
          const end = Promise.withResolvers<unknown>();
          sends.push({ producer, record, end });
          return end.promise;
        },
      };
    },
  };
  const refuseNext = (): void => {
    refusing = true;
  };
  return { kafka: kafka as unknown as Kafka, events, sends, refuseNext };
}
