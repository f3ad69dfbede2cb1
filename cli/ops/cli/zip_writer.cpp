#include "ops/cli/zip_writer.h"

#include <zip.h>

#include <algorithm>
#include <memory>

#include "ops/cli/entry_names.h"
#include "ops/cli/errors.h"

namespace ops::cli {

namespace {

constexpr zip_uint16_t kMidnight = 0;
constexpr zip_uint16_t kFirstOf1980 = (1U << 5U) | 1U;  // where DOS's time begins
constexpr zip_uint32_t kBestCompression = 9;
constexpr zip_uint32_t kRegularFile = 0100000;

[[noreturn]] void fail(const std::string& why) {
  throw CliError("cannot make the charm's archive: " + why);
}

void check(const std::vector<Entry>& entries) {
  std::vector<std::string> names;
  for (const Entry& entry : entries) {
    const std::string fault = fault_of(entry.name);
    if (!fault.empty()) fail("the name '" + entry.name + "' will not do: " + fault);
    names.push_back(entry.name);
  }
  const auto found = clashes(names);
  if (!found.empty()) fail(found.front());
}

/// The archive while it is written, into memory.
class Writer {
 public:
  Writer() {
    zip_error_t error;
    zip_error_init(&error);
    source_ = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (source_ != nullptr) zip_source_keep(source_);  // to be read when the archive is closed
    archive_ = source_ == nullptr ? nullptr : zip_open_from_source(source_, ZIP_TRUNCATE, &error);
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (archive_ == nullptr) fail(why);
  }
  Writer(const Writer&) = delete;
  ~Writer() {
    if (archive_ != nullptr) zip_discard(archive_);
    if (source_ != nullptr) zip_source_free(source_);
  }

  /// The entry lives until `finish`.
  void add(const Entry& entry) {
    zip_source_t* content =
        zip_source_buffer(archive_, entry.content.data(), entry.content.size(), 0);
    const zip_int64_t index =
        content == nullptr ? -1
                           : zip_file_add(archive_, entry.name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(content);
      fail(zip_strerror(archive_));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    const zip_uint32_t mode = kRegularFile | (entry.executable ? 0755U : 0644U);
    require(zip_set_file_compression(archive_, at, ZIP_CM_DEFLATE, kBestCompression));
    require(zip_file_set_dostime(archive_, at, kMidnight, kFirstOf1980, 0));
    require(zip_file_set_external_attributes(archive_, at, 0, ZIP_OPSYS_UNIX, mode << 16U));
  }

  std::string finish() {
    require(zip_close(archive_));
    archive_ = nullptr;
    return all_of_source();
  }

 private:
  void require(int result) {
    if (result != 0) fail(zip_strerror(archive_));
  }

  std::string all_of_source() {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source_, &stat) != 0 || zip_source_open(source_) != 0)
      fail("it cannot be read back");
    std::string bytes(stat.size, '\0');
    const zip_int64_t count = zip_source_read(source_, bytes.data(), bytes.size());
    zip_source_close(source_);
    if (count < 0 || static_cast<zip_uint64_t>(count) != stat.size) fail("it cannot be read back");
    return bytes;
  }

  zip_source_t* source_ = nullptr;
  zip_t* archive_ = nullptr;
};

}  // namespace

std::string make_zip(std::vector<Entry> entries) {
  check(entries);
  std::ranges::sort(entries, {}, &Entry::name);
  Writer writer;
  for (const Entry& entry : entries) writer.add(entry);
  return writer.finish();
}

}  // namespace ops::cli
