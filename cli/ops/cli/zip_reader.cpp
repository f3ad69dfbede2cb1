#include "ops/cli/zip_reader.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <memory>

#include "ops/cli/errors.h"

namespace ops::cli {

namespace {

struct Closer {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using ArchivePointer = std::unique_ptr<zip_t, Closer>;
using FilePointer = std::unique_ptr<zip_file_t, Closer>;

std::string text_of(zip_error_t& error) {
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

/// Reads `bytes`, which outlive it.
ArchivePointer opened(const std::string& bytes) {
  if (bytes.empty()) throw CliError("it is no zip archive: it is empty");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr
                       ? nullptr
                       : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (archive == nullptr) {
    zip_source_free(source);
    throw CliError("it is no zip archive: " + text_of(error));
  }
  zip_error_fini(&error);
  return ArchivePointer(archive);
}

std::size_t most_kept(const std::string& name) {
  return name.ends_with(".yaml") ? kMostKeptOfYaml : kMostKept;
}

/// Unpacks one entry.
class Unpacking {
 public:
  Unpacking(zip_t* archive, zip_uint64_t index, ArchivedEntry& entry)
      : archive_(archive), index_(index), entry_(entry) {}

  /// What is wrong with it; empty when all is well.
  std::string run() {
    const FilePointer file(zip_fopen_index(archive_, index_, 0));
    if (!file) return zip_strerror(archive_);
    std::array<char, 65536> buffer;
    for (;;) {
      const zip_int64_t count = zip_fread(file.get(), buffer.data(), buffer.size());
      if (count < 0) return zip_error_strerror(zip_file_get_error(file.get()));
      if (count == 0) break;
      read_ += static_cast<std::uint64_t>(count);
      if (read_ > entry_.size) return "it is larger than it says";
      keep({buffer.data(), static_cast<std::size_t>(count)});
    }
    return read_ == entry_.size ? "" : "it is smaller than it says";
  }

 private:
  void keep(std::string_view piece) {
    const std::size_t room = most_kept(entry_.name) - entry_.content.size();
    entry_.content += piece.substr(0, std::min(room, piece.size()));
  }

  zip_t* archive_;
  zip_uint64_t index_;
  ArchivedEntry& entry_;
  std::uint64_t read_ = 0;
};

ArchivedEntry described(zip_t* archive, zip_uint64_t index) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive, index, ZIP_FL_ENC_RAW, &stat) != 0 || stat.name == nullptr)
    throw CliError("it is no zip archive: an entry has no name");
  ArchivedEntry entry{.name = stat.name, .size = stat.size};
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  zip_file_get_external_attributes(archive, index, 0, &system, &attributes);
  if (system == ZIP_OPSYS_UNIX) entry.mode = attributes >> 16U;
  return entry;
}

/// Whether what they say they take together is too much.
bool are_too_large(const std::vector<ArchivedEntry>& entries) {
  std::uint64_t left = kMostUnpacked;
  for (const ArchivedEntry& entry : entries) {
    if (entry.size > left) return true;
    left -= entry.size;
  }
  return false;
}

}  // namespace

std::vector<ArchivedEntry> read_zip(const std::string& bytes) {
  const ArchivePointer archive = opened(bytes);
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
  if (count > kMostEntries)
    throw CliError("it has " + std::to_string(count) + " entries, and a charm has " +
                   std::to_string(kMostEntries) + " at most");
  std::vector<ArchivedEntry> entries;
  for (zip_uint64_t i = 0; i < count; ++i) entries.push_back(described(archive.get(), i));
  if (are_too_large(entries)) throw CliError("it would take more than a gigabyte when unpacked");
  for (zip_uint64_t i = 0; i < count; ++i)
    entries[i].fault = Unpacking(archive.get(), i, entries[i]).run();
  return entries;
}

}  // namespace ops::cli
