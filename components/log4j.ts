import { renderProperties } from "./properties.ts";

/**
 * Renders a reload4j configuration that writes to standard output, which the one who starts the process keeps.
 * @param levels from a logger's name to its level, where it differs from INFO
 */
export function renderLog4j(levels: Readonly<Record<string, string>>): string {
  return renderProperties({
    "log4j.rootLogger": "INFO, stdout",
    "log4j.appender.stdout": "org.apache.log4j.ConsoleAppender",
    "log4j.appender.stdout.layout": "org.apache.log4j.PatternLayout",
    "log4j.appender.stdout.layout.ConversionPattern": "%d{ISO8601} %p %m (%c)%n",
    ...Object.fromEntries(Object.entries(levels).map(([logger, level]) => [`log4j.logger.${logger}`, level])),
  });
}
