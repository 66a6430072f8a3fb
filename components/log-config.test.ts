import { expect, test } from "vitest";
import { logConfigOf } from "./log-config.ts";
import { parseProperties } from "./testing/parse-properties.ts";

test("before 4.0 Kafka logs through reload4j", () => {
  const { path, property, render } = logConfigOf("3.9.2");
  expect([path, property]).toEqual(["conf/log4j.properties", "log4j.configuration"]);
  expect(parseProperties(render({ "kafka.log": "WARN" }))).toEqual({
    "log4j.appender.stdout": "org.apache.log4j.ConsoleAppender",
    "log4j.appender.stdout.layout": "org.apache.log4j.PatternLayout",
    "log4j.appender.stdout.layout.ConversionPattern": "%d{ISO8601} %p %m (%c)%n",
    "log4j.logger.kafka.log": "WARN",
    "log4j.rootLogger": "INFO, stdout",
  });
});

test("from 4.0 on through log4j2, where a logger has an id without dots", () => {
  const { path, property, render } = logConfigOf("4.3.1");
  expect([path, property]).toEqual(["conf/log4j2.properties", "log4j2.configurationFile"]);
  expect(parseProperties(render({ "kafka.log": "WARN" }))).toEqual({
    "appender.stdout.layout.pattern": "%d{ISO8601} %p %m (%c)%n",
    "appender.stdout.layout.type": "PatternLayout",
    "appender.stdout.name": "stdout",
    "appender.stdout.type": "Console",
    "logger.kafka_log.level": "WARN",
    "logger.kafka_log.name": "kafka.log",
    "rootLogger.appenderRef.stdout.ref": "stdout",
    "rootLogger.level": "INFO",
    shutdownHook: "disable",
  });
});
