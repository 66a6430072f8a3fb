import { Problem } from "../../sizing/problem.ts";

/**
 * Lets restarts of running nodes happen one after another. After one that failed no further begins: what broke the
 * first would most likely break the next, and then the cluster.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #failed: string | null = null;

  /**
   * Does the work when all that came before is done.
   * @param what names the node in the message that the next ones get if this work fails
   * @throws Problem PLM-TURN-101 if one before it has failed
   */
  take<T>(what: string, work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#run(what, work));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #run<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (this.#failed !== null)
      throw new Problem(
        "environment",
        "PLM-TURN-101",
        `${what} was left as it was, because the restart of ${this.#failed} failed`,
        `See what is wrong with ${this.#failed}, and run the command again`,
      );
    try {
      return await work();
    } catch (error) {
      this.#failed = what;
      throw error;
    }
  }
}
