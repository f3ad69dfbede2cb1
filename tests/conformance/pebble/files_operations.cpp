#include "operations.h"
#include "results.h"

namespace conformance {

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

json push(Steps& steps, const json& step) {
  steps.fake.push(step["path"].get<std::string>(), encoded(step, content_of(step)),
                  {.make_dirs = step.value("make_dirs", false),
                   .permissions = permissions_of(step),
                   .owner = owner_of(step)});
  return nullptr;
}

json list_files(Steps& steps, const json& step) {
  json all = json::array();
  for (const pebble::FileInfo& file : steps.fake.list_files(
           step["path"].get<std::string>(),
           {.pattern = step.value("pattern", ""), .itself = step.value("itself", false)}))
    all.push_back(json_of(file, step.value("times", false)));
  return all;
}

json pull(Steps& steps, const json& step) {
  return content_json(steps.fake.pull(step["path"]), encoding_of(step));
}

json make_dir(Steps& steps, const json& step) {
  steps.fake.make_dir(step["path"], {.make_parents = step.value("make_parents", false),
                                     .permissions = permissions_of(step),
                                     .owner = owner_of(step)});
  return nullptr;
}

json remove_path(Steps& steps, const json& step) {
  steps.fake.remove_path(step["path"], {.recursive = step.value("recursive", false)});
  return nullptr;
}

}  // namespace

const Operations& files_operations() {
  static const Operations all = {
      {"push", push},
      {"pull", pull},
      {"list_files", list_files},
      {"make_dir", make_dir},
      {"remove_path", remove_path},
  };
  return all;
}

}  // namespace conformance
