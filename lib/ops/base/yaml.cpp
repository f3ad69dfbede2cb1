#include "ops/base/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "ops/base/yaml_source.h"

namespace ops::base {

namespace {

constexpr std::size_t kMaxNodes = 100'000;
constexpr std::size_t kMaxDepth = 100;
constexpr std::size_t kMaxCopiedBytes = 16u << 20;

std::string message_of(std::string_view file, int line, std::string_view why) {
  std::string out(file);
  if (line > 0) out += ":" + std::to_string(line);
  return out.append(": ").append(why);
}

// ---- What yaml-cpp says ---------------------------------------------------------------------

/// One node. Its children are numbers of other drafts, so that an alias costs nothing yet.
struct Draft {
  Yaml node;
  std::vector<std::size_t> children = {};  // of a mapping: key, value, key, value, …
};

std::string written_tag(const std::string& tag) {
  static constexpr std::string_view kCore = "tag:yaml.org,2002:";
  if (tag == "?" || tag == "!") return {};
  return tag.starts_with(kCore) ? "!!" + tag.substr(kCore.size()) : tag;
}

class Drafting final : public YAML::EventHandler {
 public:
  Drafting(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  std::vector<Draft> drafts = {};

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::string_view word = null_at(text_, position_of(mark));
    if (is_block_key() && word.empty() && !is_explicit_key(text_, position_of(mark)))
      fail(mark, "cannot read it as YAML: there is no key before the colon");
    add(mark, anchor, {.text = std::string(word), .plain = true});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_scalar(mark, value);
    Yaml scalar{.kind = YamlKind::scalar, .plain = tag == "?"};
    scalar.text = with_stray_bytes_encoded(value);
    scalar.tag = written_tag(tag);
    if (scalar.tag == "!!null") scalar.kind = YamlKind::null;
    add(mark, anchor, std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(mark, anchor, style, {.kind = YamlKind::sequence, .tag = written_tag(tag)});
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(mark, anchor, style, {.kind = YamlKind::mapping, .tag = written_tag(tag)});
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapEnd() override { open_.pop_back(); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t target = anchored_.at(anchor);
    if (is_open(target)) fail(mark, "cannot expand an alias: it stands inside what it refers to");
    if (++aliases_ > kMaxNodes) fail(mark, "cannot read it: it has more than 100,000 values");
    drafts[open_.back().number].children.push_back(target);
  }

 private:
  struct Open {
    std::size_t number;  // of its draft
    bool is_block;
  };

  static std::size_t position_of(const YAML::Mark& mark) {
    return static_cast<std::size_t>(std::max(mark.pos, 0));
  }

  bool is_open(std::size_t number) const {
    return std::any_of(open_.begin(), open_.end(),
                       [&](const Open& open) { return open.number == number; });
  }

  /// Whether what comes next is a key of a mapping without braces.
  bool is_block_key() const {
    if (open_.empty() || !open_.back().is_block) return false;
    const Draft& parent = drafts[open_.back().number];
    return parent.node.is_mapping() && parent.children.size() % 2 == 0;
  }

  void check_scalar(const YAML::Mark& mark, const std::string& value) const {
    if (is_unclosed(text_, position_of(mark)))
      fail(mark, "cannot read it as YAML: a quote that begins here is not closed");
    if (is_block_key() && !is_key(text_, position_of(mark), value))
      fail(mark, "cannot read '" + value + "' as a key: no colon follows it");
  }

  [[noreturn]] void fail(const YAML::Mark& mark, std::string_view why) const {
    throw YamlError(file_, mark.line + 1, why);
  }

  void add(const YAML::Mark& mark, YAML::anchor_t anchor, Yaml node) {
    if (drafts.size() >= kMaxNodes) fail(mark, "cannot read it: it has more than 100,000 values");
    node.line = mark.line + 1;
    const std::size_t number = node.number = drafts.size();
    if (!open_.empty()) drafts[open_.back().number].children.push_back(number);
    if (anchor != YAML::NullAnchor) anchored_[anchor] = number;
    drafts.push_back({std::move(node)});
  }

  void open(const YAML::Mark& mark, YAML::anchor_t anchor, YAML::EmitterStyle::value style,
            Yaml node) {
    if (open_.size() >= kMaxDepth) fail(mark, "cannot read it: it nests deeper than 100");
    add(mark, anchor, std::move(node));
    open_.push_back({drafts.size() - 1, style == YAML::EmitterStyle::Block});
  }

  std::string_view text_, file_;
  std::vector<Open> open_ = {};  // what we are in, outermost first
  std::unordered_map<YAML::anchor_t, std::size_t> anchored_ = {};
  std::size_t aliases_ = 0;
};

/// Where the next document begins.
class FindingStart final : public YAML::EventHandler {
 public:
  struct Found {
    int line;  // from 0
  };
  void OnDocumentStart(const YAML::Mark& mark) override { throw Found{mark.line}; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

std::string_view from_line(std::string_view text, int line) {
  for (; line > 0; --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text;
}

/// yaml-cpp takes whatever it cannot fit into a document for the start of the next one.
void check_end(YAML::Parser& parser, std::string_view text, std::string_view file,
               bool only_document) {
  try {
    FindingStart finding;
    parser.HandleNextDocument(finding);
  } catch (const FindingStart::Found& found) {
    const std::string_view next = from_line(text, found.line);
    const std::string_view before = text.substr(0, text.size() - next.size());
    if (next.starts_with("---") || before.find("\n...") != before.npos) {
      if (!only_document) return;
      throw YamlError(file, found.line + 1,
                      "cannot read it: a second document begins here; keep one of them");
    }
    throw YamlError(file, found.line + 1,
                    "cannot read it as YAML: this does not belong to what stands above it; check "
                    "the indentation");
  }
}

std::vector<Draft> drafted(std::string_view text, std::string_view file, bool only_document) {
  Drafting drafting(text, file);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    if (parser.HandleNextDocument(drafting)) check_end(parser, text, file, only_document);
  } catch (const YAML::Exception& error) {
    throw YamlError(file, error.mark.line + 1,
                    "cannot read it as YAML: " + with_stray_bytes_encoded(error.msg));
  } catch (const std::logic_error& error) {  // yaml-cpp's own slips, such as std::out_of_range
    throw YamlError(file, 0, std::string("cannot read it as YAML: ") + error.what());
  } catch (const std::runtime_error& error) {
    throw YamlError(file, 0, std::string("cannot read it as YAML: ") + error.what());
  }
  return std::move(drafting.drafts);
}

// ---- The tree -------------------------------------------------------------------------------

bool is_merge_key(const Yaml& key) {
  return key.is_scalar() && key.text == "<<" && (key.plain || key.tag == "!!merge");
}

using Entries = std::vector<std::pair<Yaml, Yaml>>;

/// Of those that share a key the last one, unless `own` has it too.
Entries without_overridden(Entries merged, const Entries& own) {
  std::unordered_set<std::string> seen;
  for (const auto& [key, value] : own) seen.insert(key.text);
  Entries kept;
  for (auto entry = merged.rbegin(); entry != merged.rend(); ++entry)
    if (seen.insert(entry->first.text).second) kept.push_back(std::move(*entry));
  std::reverse(kept.begin(), kept.end());
  return kept;
}

/// Copies drafts into a tree, counting what it makes.
class Expansion {
 public:
  Expansion(const std::vector<Draft>& drafts, std::string_view file, bool any_keys)
      : drafts_(drafts), file_(file), any_keys_(any_keys) {}

  Yaml expanded(std::size_t number, std::size_t depth) {
    const Draft& draft = drafts_[number];
    count(draft.node, depth);
    Yaml out = draft.node;
    if (out.is_sequence())
      for (const std::size_t child : draft.children)
        out.items.push_back(expanded(child, depth + 1));
    if (out.is_mapping()) fill_mapping(draft, depth, out);
    return out;
  }

 private:
  [[noreturn]] void fail(const Yaml& at, std::string_view why) const {
    throw YamlError(file_, at.line, why);
  }

  void count(const Yaml& node, std::size_t depth) {
    if (++nodes_ > kMaxNodes)
      fail(node, "cannot expand its aliases: that makes more than 100,000 values");
    copied_ += node.text.size();
    if (copied_ > kMaxCopiedBytes)
      fail(node, "cannot expand its aliases: that makes more than 16 MiB of text");
    if (depth > kMaxDepth) fail(node, "cannot expand its aliases: it nests deeper than 100");
  }

  void fill_mapping(const Draft& draft, std::size_t depth, Yaml& out) {
    Entries merged;
    for (std::size_t i = 0; i + 1 < draft.children.size(); i += 2) {
      Yaml key = expanded(draft.children[i], depth + 1);
      if (!any_keys_ && (key.is_sequence() || key.is_mapping()))
        fail(key, "cannot use " + key.described() + " as a key; use text");
      Yaml value = expanded(draft.children[i + 1], depth + 1);
      if (is_merge_key(key))
        merge(std::move(value), merged);
      else
        out.entries.emplace_back(std::move(key), std::move(value));
    }
    if (merged.empty()) return;
    Entries all = without_overridden(std::move(merged), out.entries);
    std::move(out.entries.begin(), out.entries.end(), std::back_inserter(all));
    out.entries = std::move(all);
  }

  /// Of a list of mappings the first one with a key has its value, so the last comes first.
  void merge(Yaml value, Entries& merged) {
    if (value.is_sequence()) {
      std::reverse(value.items.begin(), value.items.end());
      for (Yaml& item : value.items) merge_mapping(std::move(item), merged);
    } else {
      merge_mapping(std::move(value), merged);
    }
  }

  void merge_mapping(Yaml value, Entries& merged) {
    if (!value.is_mapping())
      fail(value, "cannot merge " + value.described() + " with '<<'; merge a mapping");
    std::move(value.entries.begin(), value.entries.end(), std::back_inserter(merged));
  }

  const std::vector<Draft>& drafts_;
  std::string_view file_;
  bool any_keys_;
  std::size_t nodes_ = 0, copied_ = 0;
};

}  // namespace

YamlError::YamlError(std::string_view file, int line, std::string_view why)
    : ParseError(message_of(file, line, why)), line_(std::max(line, 0)), why_(why) {}

namespace {

/// How a text is to be read.
struct Reading {
  bool any_keys = false;
  bool only_document = false;
};

Yaml parsed(std::string_view text, std::string_view file, const Reading& reading) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  check_characters(text, file);
  const std::vector<Draft> drafts = drafted(text, file, reading.only_document);
  if (drafts.empty()) return {.plain = true, .line = 1};
  return Expansion(drafts, file, reading.any_keys).expanded(0, 1);
}

}  // namespace

Yaml parse_yaml(std::string_view text, std::string_view file) { return parsed(text, file, {}); }
Yaml parse_only_yaml(std::string_view text, std::string_view file) {
  return parsed(text, file, {.only_document = true});
}
Yaml parse_yaml_with_any_keys(std::string_view text, std::string_view file) {
  return parsed(text, file, {.any_keys = true});
}

}  // namespace ops::base
