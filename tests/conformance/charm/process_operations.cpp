/// The process: its log, its output, its environment, its clock.
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <iostream>

#include "charm.h"
#include "operations.h"
#include "script.h"

namespace {

constexpr long kNsPerSecond = 1'000'000'000;
long clock_shift_ns = 0;

}  // namespace

/// Stands before the C library's own, so that a script can shift the clock of the whole process.
// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): the library's are reserved
extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept {
  const auto failed = static_cast<int>(syscall(SYS_clock_gettime, clock, now));
  if (failed || clock != CLOCK_MONOTONIC) return failed;
  const long ns = now->tv_nsec + clock_shift_ns;
  now->tv_sec += ns / kNsPerSecond;
  now->tv_nsec = ns % kNsPerSecond;
  return 0;
}

namespace scripted {

namespace {

void write(Subject& subject, const Json& a, const std::string& message) {
  static const std::map<std::string, ops::LogLevel> kLevels = {
      {"debug", ops::LogLevel::debug},       {"info", ops::LogLevel::info},
      {"warning", ops::LogLevel::warning},   {"error", ops::LogLevel::error},
      {"critical", ops::LogLevel::critical},
  };
  subject.charm.logger().log(kLevels.at(a.at("level")), message);
}

Json log(Subject& subject, const Json& a) {
  write(subject, a, "script: " + a.at("message").get<std::string>());
  return {};
}

Json log_long(Subject& subject, const Json& a) {
  std::string message = a.value("prefix", "");
  const std::string unit = a.at("unit");
  for (int i = a.at("repeat"); i > 0; --i) message += unit;
  write(subject, a, message);
  return {};
}

Json log_empty(Subject& subject, const Json& a) {
  write(subject, a, "");
  return {};
}

/// With what Python adds to the line of an exception.
Json log_exception(Subject& subject, const Json& a) {
  const std::string message = a.at("message");
  subject.charm.logger().error("script: " + message +
                               "\nTraceback (most recent call last):\nValueError: " + message);
  return {};
}

Json print(Subject&, const Json& a) {
  const bool is_error = a.value("stream", "stdout") == "stderr";
  (is_error ? std::cerr : std::cout)
      << a.at("text").get<std::string>() << a.value("end", "\n") << std::flush;
  return {};
}

Json env(Subject& subject, const Json& a) {
  const ops::juju::JujuContext& context = subject.charm.model().context();
  Json values = Json::object();
  for (const std::string name : a.at("names"))
    values[name] = subject.charm.script().variable(context, name);
  return values;
}

Json env_set(Subject&, const Json& a) {
  for (const auto& [name, value] : a.at("values").items())
    setenv(name.c_str(), value.get<std::string>().c_str(), 1);
  return {};
}

Json env_delete(Subject&, const Json& a) {
  for (const std::string name : a.at("names")) unsetenv(name.c_str());
  return {};
}

Json advance_clock(Subject&, const Json& a) {
  clock_shift_ns += static_cast<long>(a.at("seconds").get<double>() * 1e9);
  return {};
}

constexpr Operation kOperations[] = {
    {"log", log},
    {"log_long", log_long},
    {"log_empty", log_empty},
    {"log_exception", log_exception},
    {"print", print},
    {"env", env},
    {"env_set", env_set},
    {"env_delete", env_delete},
    {"advance_clock", advance_clock},
};

}  // namespace

Operations process_operations() { return kOperations; }

}  // namespace scripted
