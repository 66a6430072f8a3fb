import { isSince4 } from "./kafka/version.ts";
import { renderProperties } from "./properties.ts";

/** From a logger's name to its level, where it differs from INFO. */
export type LogLevels = Readonly<Record<string, string>>;

/** How a node is told what to log. All of it goes to standard output, which the one who starts the process keeps. */
export interface LogConfig {
  /** Where the configuration lies below the node's directory. */
  readonly path: string;
  /** The system property that names it to the logging library. */
  readonly property: string;
  render(levels: LogLevels): string;
}

/** The log configuration for the library that a version of Kafka comes with. */
export function logConfigOf(kafka: string): LogConfig {
  return isSince4(kafka) ? log4j2 : reload4j;
}

const reload4j: LogConfig = {
  path: "conf/log4j.properties",
  property: "log4j.configuration",
  render: (levels) =>
    renderProperties({
      "log4j.rootLogger": "INFO, stdout",
      "log4j.appender.stdout": "org.apache.log4j.ConsoleAppender",
      "log4j.appender.stdout.layout": "org.apache.log4j.PatternLayout",
      "log4j.appender.stdout.layout.ConversionPattern": "%d{ISO8601} %p %m (%c)%n",
      ...Object.fromEntries(Object.entries(levels).map(([logger, level]) => [`log4j.logger.${logger}`, level])),
    }),
};

const log4j2: LogConfig = {
  path: "conf/log4j2.properties",
  property: "log4j2.configurationFile",
  render: (levels) =>
    renderProperties({
      "appender.stdout.layout.pattern": "%d{ISO8601} %p %m (%c)%n",
      "appender.stdout.layout.type": "PatternLayout",
      "appender.stdout.name": "stdout",
      "appender.stdout.type": "Console",
      "rootLogger.appenderRef.stdout.ref": "stdout",
      "rootLogger.level": "INFO",
      // Else the library falls silent at the signal to stop, before the node has told how it ended.
      shutdownHook: "disable",
      ...Object.fromEntries(Object.entries(levels).flatMap(([logger, level]) => log4j2Logger(logger, level))),
    }),
};

/** log4j2 takes the part between `logger.` and the next dot for an id of its own. */
function log4j2Logger(logger: string, level: string): [string, string][] {
  const id = logger.replaceAll(".", "_");
  return [
    [`logger.${id}.level`, level],
    [`logger.${id}.name`, logger],
  ];
}
