import { formatBytes, formatBytesPerSecond, formatDuration, formatMessagesPerSecond } from "../../sizing/index.ts";
import { rules } from "../../sizing/rules/limits.ts";
import { type Rule, ruleDimension } from "../../sizing/rules/rule.ts";
import { code, page, sentence, table } from "./markdown.ts";

const about = `Each number that the planner follows, with who says so. A workload sets one otherwise under \`rules\`, for example
\`rules: { maxPartitionsPerCluster: 12000 }\`; the plan lists what was set otherwise. What work costs a broker is better
measured with \`plimsoll calibrate\`.`;

/** A page on every rule of the planner. */
export function rulesPage(): string {
  const rows = Object.values(rules).map((rule) => [
    code(rule.name),
    written(rule),
    sentence(rule.about),
    sentence(rule.source),
  ]);
  return page("# Rules of the planner", about, table(["Rule", "Value", "Meaning", "Source"], rows));
}

function written({ value, unit }: Rule): string {
  switch (ruleDimension[unit]) {
    case "bytes":
      return formatBytes(value);
    case "bytesPerSecond":
      return formatBytesPerSecond(value);
    case "messagesPerSecond":
      return formatMessagesPerSecond(value);
    case "duration":
      return formatDuration(value);
    default:
      return unit === "count" || unit === "factor" || unit === "fraction"
        ? value.toLocaleString("en")
        : `${value} ${unit}`;
  }
}
