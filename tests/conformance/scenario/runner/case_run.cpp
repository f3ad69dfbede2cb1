#include "case_run.h"

#include <algorithm>
#include <cctype>
#include <memory>

#include "case_event.h"
#include "case_state.h"
#include "charm.h"
#include "environment.h"
#include "errors.h"
#include "histories.h"
#include "lookups.h"
#include "ops/testing/consistency/check.h"
#include "ops/testing/context.h"
#include "ops/testing/json.h"
#include "ops/testing/rockcraft.h"

namespace scripted {

namespace {

using namespace ops::testing;
using ScriptedContext = Context<ScriptedCharm>;

/// The exception that is being handled: its class as ops calls it, and its text.
Json failure(const char* outcome) {
  Json told = describe_current_exception();
  std::string name = told["error"];
  name = name.substr(name.rfind(':') + 1);
  if (name.ends_with('>')) name.pop_back();  // of a std::nested_exception
  told["outcome"] = outcome;
  told["error"] = name;
  return told;
}

Optional<std::string> text_of(const Json& part) {
  return part.is_null() ? Optional<std::string>() : part.dump();
}

/// As Scenario reads them: the one is any text, the other true or a number.
bool skips_checks(const Json& environment) {
  return !environment.value("SCENARIO_SKIP_CONSISTENCY_CHECKS", "").empty();
}
bool wants_bare_errors(const Json& environment) {
  std::string text = environment.value("SCENARIO_BARE_CHARM_ERRORS", "");
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  const bool is_number = text.find_first_not_of("0123456789") == text.npos;
  return text == "true" || (is_number && text.find_first_not_of('0') != text.npos);
}

/// The case's `context`, without what is null; what Scenario takes from the environment are
/// options.
ContextOptions options_of(const Json& told, const Json& charm, const std::string& directory,
                          const Json& environment) {
  ContextOptions options;
  options.charm_root = told.value("charm_root", directory + "/.charm");
  options.juju_version = told.value("juju_version", options.juju_version);
  options.app_name = told.value("app_name", "");
  options.unit_id = told.value("unit_id", 0);
  options.machine_id = told.value("machine_id", "");
  options.availability_zone = told.value("availability_zone", "");
  options.principal_unit = told.value("principal_unit", "");
  options.app_trusted = told.value("app_trusted", false);
  options.capture_framework_events = told.value("capture_framework_events", false);
  options.capture_deferred_events = told.value("capture_deferred_events", false);
  options.bare_charm_errors = wants_bare_errors(environment);
  options.skip_consistency_checks = skips_checks(environment);
  if (charm.contains("root")) return options;
  options.meta = text_of(charm.value("meta", Json()));
  options.config = text_of(charm.value("config", Json()));
  options.actions = text_of(charm.value("actions", Json()));
  return options;
}

Json rockcraft(const std::string& path) {
  try {
    const auto layer = layer_from_rockcraft(path);
    return {{"outcome", "ok"}, {"layer", Json::parse(to_json(layer))}};
  } catch (const std::exception&) {
    return failure("setup_error");
  }
}

/// A case on its way: its steps share a Context.
class CaseRun {
 public:
  CaseRun(const Json& told, const std::string& directory)
      : case_(told), directory_(directory), script_(told.at("charm")) {}

  Json run() {
    if (!case_.contains("steps")) return script_.renamed(step(case_));
    Json done = Json::array();
    for (const Json& one : case_["steps"]) {
      done.push_back(step(one));
      if (done.back()["outcome"] == "setup_error") break;
    }
    return script_.renamed({{"steps", done}});
  }

 private:
  std::string mode(const Json& step) const {
    return step.value("mode", case_.value("mode", "run"));
  }

  Json environment_of(const Json& step) const {
    Json environment = case_.value("env", Json::object());
    environment.update(step.value("env", Json::object()));
    return environment;
  }

  Json step(const Json& told) {
    script_.replace(told.value("script", Json::object()));
    script_.results = Json::array();
    try {
      if (!context_ || told.value("new_context", false)) make_context(told);
      if (mode(told) == "context") return {{"outcome", "ok"}, {"names", names()}};
      if (told.contains("state")) state_ = read_state(told["state"], script_, *context_);
      if (told.contains("edit")) state_ = edited(state_, told["edit"], script_, *context_);
      if (mode(told) == "construct") return construct(told);
      event_ = read_event(told.at("event"), state_, script_, context_->on);
    } catch (const std::exception&) {
      return failure("setup_error");
    }
    return mode(told) == "check" ? check() : play(told);
  }

  void make_context(const Json& told) {
    Json options = Json::object();  // without what is null
    options.merge_patch(case_.value("context", Json::object()));
    options.merge_patch(told.value("context", Json::object()));
    options_ = options_of(options, case_.at("charm"), directory_, environment_of(told));
    context_ = std::make_unique<ScriptedContext>(options_, static_cast<Script*>(&script_));
  }

  Json names() const {
    const std::string& app = options_.app_name;
    return {{"app_name", app.empty() ? context_->meta().name : app}, {"unit_id", options_.unit_id}};
  }

  /// Ours are aggregates: what Scenario's classes refuse when they are made, run() refuses.
  Json construct(const Json& told_step) {
    const Json checked = check_with(context_->on.update_status());
    Json out = {{"outcome", "ok"}, {"state", told(state_)}};
    if (checked["outcome"] == "inconsistent") out["inconsistent"] = checked["message"];
    if (told_step.contains("lookups")) out["lookups"] = lookups(state_, told_step["lookups"]);
    return out;
  }

  Json check() const { return check_with(event_); }
  Json check_with(const Event& event) const {
    try {
      const auto doubts =
          check_consistency(context_->meta(), event, state_,
                            ops::JujuVersion::parse(options_.juju_version), options_.unit_id);
      return {{"outcome", "consistent"}, {"doubts", Json(doubts.size())}};
    } catch (const InconsistentScenarioError&) {
      return failure("inconsistent");
    } catch (const std::exception&) {
      return failure("error");
    }
  }

  Json play(const Json& told_step) {
    const Environment with(environment_of(told_step));
    fill_storages(*context_, told_step.value("storage_files", Json::object()));
    const std::size_t logged = context_->juju_log.size();
    Json out = run_event(told_step.value("manager", Json()));
    out["env_changed"] = with.changed();
    out["results"] = script_.results;
    if (out.contains("state")) {
      out["state"] = told(state_);
      out["storage_files"] = storage_files(*context_, state_);
    }
    out["names"] = names();
    out.update(histories(*context_));
    out["log_match"] = matching(*context_, logged, told_step.value("log_match", Json::array()));
    return out;
  }

  Json run_event(const Json& manager) {
    try {
      state_ = manager.is_null() ? context_->run(event_, state_) : run_managed(manager);
      return {{"outcome", "ok"}, {"state", Json()}};
    } catch (const ActionFailed& failed) {
      state_ = failed.state();
      return {{"outcome", "action_failed"}, {"state", Json()}, {"message", failed.what()}};
    } catch (const UncaughtCharmError& error) {
      return {{"outcome", "uncaught_charm_error"},
              {"cause", cause_of(error)["error"]},
              {"cause_bases", cause_of(error).value("bases", Json::array())},
              {"message", error.what()}};
    } catch (const InconsistentScenarioError&) {
      return failure("inconsistent");
    } catch (const std::exception&) {
      return failure("error");
    }
  }

  State run_managed(const Json& how) {
    const auto operations = [&](const char* when) { return how.value(when, Json::array()); };
    Manager<ScriptedCharm> manager = context_->begin(event_, state_);
    script_.run(manager.charm(), "@before", operations("before"));
    if (how.value("body_error", false)) throw PythonError("BodyError", "in the body");
    const State after = manager.run();
    script_.run(manager.charm(), "@after", operations("after"));
    if (how.value("run", "") == "twice") run_again(manager);
    script_.run(manager.charm(), "@outside", operations("outside"));
    return after;
  }

  void run_again(Manager<ScriptedCharm>& manager) {
    try {
      (void)manager.run();
    } catch (const std::exception&) {
      script_.results.push_back(
          {{"event", "@manager"}, {"op", "run"}, {"error", failure("")["error"]}});
    }
  }

  static Json cause_of(const UncaughtCharmError& error) {
    try {
      std::rethrow_if_nested(error);
    } catch (const std::exception&) {
      return failure("");
    } catch (const ops::Abort&) {
      return {{"error", "_Abort"}};
    }
    return {{"error", nullptr}};
  }

  const Json& case_;
  std::string directory_;
  CaseScript script_;
  ContextOptions options_ = {};
  std::unique_ptr<ScriptedContext> context_ = {};
  State state_ = {};
  Event event_ = {.name = ""};
};

}  // namespace

Json run_case(const Json& told, const std::string& directory) {
  if (told.value("mode", "run") == "rockcraft") return rockcraft(told.at("path"));
  return CaseRun(told, directory).run();
}

}  // namespace scripted
