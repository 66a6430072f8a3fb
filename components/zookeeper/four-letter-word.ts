import { createConnection } from "node:net";
import { type Address, parseAddress } from "../address.ts";

/** Sends one of ZooKeeper's four-letter commands; null if there is no answer within `limitMs`. */
export function ask(endpoint: Address, word: "srvr" | "dump", limitMs = 1000): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = createConnection(endpoint, () => socket.write(word));
    const finish = (result: string | null) => {
      socket.destroy();
      resolve(result);
    };
    socket.setEncoding("utf8").setTimeout(limitMs, () => finish(null));
    socket.on("data", (chunk: string) => {
      answer += chunk;
    });
    socket.on("end", () => finish(answer));
    socket.on("error", () => finish(null));
  });
}

/** Whether the server serves: alone, or as a member of an ensemble that has a leader. */
export async function serves(endpoint: Address): Promise<boolean> {
  return /^Mode: (leader|follower|standalone)$/m.test((await ask(endpoint, "srvr")) ?? "");
}

/** Whether a session that registered this broker is still open, even if the broker itself has died. */
export async function brokerIsRegistered(connectString: string, brokerId: number): Promise<boolean> {
  for (const endpoint of connectString.split(",").map(parseAddress)) {
    const answer = await ask(endpoint, "dump");
    if (answer !== null) return answer.split("\n").some((line) => line.trim() === `/brokers/ids/${brokerId}`);
  }
  return false;
}
