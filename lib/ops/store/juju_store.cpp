#include "ops/store/juju_store.h"

#include <algorithm>
#include <vector>

#include "ops/base/list_builder.h"
#include "ops/store/check.h"
#include "ops/store/state_yaml.h"

namespace ops::store {

using base::PlainEntry, base::PlainKind;

namespace {

constexpr std::string_view kNotices = "#notices#";

bool is_missing(std::string_view text) { return text.empty() || text == "\n"; }

[[noreturn]] void fail(std::string_view key, const char* wanted) {
  throw UnreadableSnapshotError("cannot read what Juju's controller keeps under '" +
                                std::string(key) + "': it is not " + wanted +
                                "; set it anew with state-set, or delete it");
}

Notice notice_of(const Plain& row) {
  if (row.size() != 3 || std::any_of(row.begin(), row.end(), [](const Plain& text) {
        return text.kind() != PlainKind::text;
      }))
    fail(kNotices, "a list of notices, each of three texts");
  return {.event_path = row[0].as_string(),
          .observer_path = row[1].as_string(),
          .method_name = row[2].as_string()};
}

Plain row_of(const Notice& notice) {
  return Plain::tuple({notice.event_path, notice.observer_path, notice.method_name});
}

}  // namespace

StateTools::~StateTools() = default;

std::string state_file(std::string_view key, std::string_view text) {
  std::string file = state_yaml(Plain(key));
  file.pop_back();
  file += ": |\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    (file += "  ").append(text.substr(0, end));
    text.remove_prefix(end);
  }
  return file;
}

void JujuStore::save_snapshot(std::string_view handle, const Snapshot& data) {
  check_storable("a snapshot", data);
  std::vector<PlainEntry> entries;
  for (const auto& [name, value] : data) entries.push_back({name, value});
  tools_.set(handle, state_yaml(Plain::dict(entries.data(), entries.size())));
}

base::Optional<Snapshot> JujuStore::find_snapshot(std::string_view handle) {
  const std::string text = tools_.get(handle);
  if (is_missing(text)) return {};
  const Plain dict = plain_from_state_yaml(text, handle);
  if (dict.kind() != PlainKind::dict) fail(handle, "a mapping");
  Snapshot data;
  for (const auto& [name, value] : dict.entries()) {
    if (name.kind() != PlainKind::text) fail(handle, "a mapping of texts");
    data = data.with(name.as_string(), value);
  }
  return data;
}

bool JujuStore::has_snapshot(std::string_view handle) { return !is_missing(tools_.get(handle)); }
void JujuStore::drop_snapshot(std::string_view handle) { tools_.remove(handle); }

base::List<Notice> JujuStore::all_notices() {
  const std::string text = tools_.get(kNotices);
  if (is_missing(text)) return {};
  const Plain rows = plain_from_state_yaml(text, kNotices);
  if (rows.is_null()) return {};
  if (rows.kind() != PlainKind::list) fail(kNotices, "a list of notices");
  base::ListBuilder<Notice> notices;
  for (const Plain& row : rows) notices.add(notice_of(row));
  return notices.done();
}

void JujuStore::save_all(const base::List<Notice>& notices) {
  std::vector<Plain> rows;
  for (const Notice& notice : notices) rows.push_back(row_of(notice));
  tools_.set(kNotices, state_yaml(Plain::of(PlainKind::list, rows.data(), rows.size())));
}

void JujuStore::save_notice(const Notice& notice) { save_all(all_notices().with(notice)); }

void JujuStore::drop_notice(const Notice& notice) {
  base::ListBuilder<Notice> kept;
  const base::List<Notice> all = all_notices();
  for (const Notice& other : all)
    if (other != notice) kept.add(other);
  save_all(kept.done());
}

base::List<Notice> JujuStore::notices(std::string_view event_path) {
  const base::List<Notice> all = all_notices();
  if (event_path.empty()) return all;
  base::ListBuilder<Notice> some;
  for (const Notice& notice : all)
    if (notice.event_path == event_path) some.add(notice);
  return some.done();
}

}  // namespace ops::store
