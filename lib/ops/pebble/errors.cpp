#include "ops/pebble/errors.h"

#include <utility>

#include "ops/base/text.h"
#include "ops/pebble/records.h"

namespace ops::pebble {

using base::python_quoted;

namespace {

constexpr std::size_t kMostShown = 1024;

bool goes_on_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The first characters of UTF-8.
std::string_view first_characters(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (!goes_on_a_character(text[i]) && characters++ == kMostShown) return text.substr(0, i);
  return text;
}

std::string shown_output(const char* name, const ExecError::Output& output) {
  if (!output) return {};
  const std::string_view part = first_characters(*output);
  return std::string(", ") + name + '=' + python_quoted(part) +
         (part.size() < output->size() ? " [truncated]" : "");
}

/// The change's error, then what each task logged, as ops.pebble.ChangeError prints it.
std::string with_logs(const Change& change) {
  std::string text = *change.err;
  bool any = false;
  int index = 0;
  for (const Task& task : change.tasks) {
    if (!task.log.empty()) {
      any = true;
      text += "\n----- Logs from task " + std::to_string(index) + " -----";
      for (const std::string& line : task.log) text += '\n' + line;
    }
    ++index;
  }
  return any ? text + "\n-----" : text;
}

}  // namespace

APIError::APIError(int code, std::string status, std::string message, std::string kind)
    : Error(std::move(message)), code_(code), status_(std::move(status)), kind_(std::move(kind)) {}
APIError::~APIError() = default;
APIError::APIError(const APIError&) = default;

ExecError::ExecError(Command command, int exit_code, Output out, Output err)
    : Error("non-zero exit code " + std::to_string(exit_code) + " executing " +
            python_quoted(command[0]) + shown_output("stdout", out) + shown_output("stderr", err)),
      command_(command),
      exit_code_(exit_code),
      out_(out),
      err_(err) {}
ExecError::~ExecError() = default;
ExecError::ExecError(const ExecError&) = default;

PathError::PathError(std::string kind, std::string message)
    : Error(kind + " - " + message), kind_(std::move(kind)), text_(std::move(message)) {}
PathError::~PathError() = default;
PathError::PathError(const PathError&) = default;

ChangeError::ChangeError(const Change& change)
    : Error(with_logs(change)), change_(new Change(change)) {}
ChangeError::~ChangeError() { delete change_; }
ChangeError::ChangeError(const ChangeError& other)
    : Error(other), change_(new Change(other.change())) {}
const std::string& ChangeError::err() const { return *change_->err; }
const std::string& ChangeError::change_id() const { return change_->id; }

}  // namespace ops::pebble
