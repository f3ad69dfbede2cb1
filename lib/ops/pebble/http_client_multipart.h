#pragma once
/// Files on their way to Pebble and back: MIME's multipart/form-data. For HttpClient's .cpp files.

#include <functional>
#include <string>
#include <string_view>

#include "ops/pebble/http_client_exchange.h"

namespace ops::pebble {

/// The body of POST /v1/files for one file. `metadata` is JSON.
class PostedFile final : public BodySource {
 public:
  /// `content` gives the file's bytes as BodySource does, and must outlive this.
  PostedFile(const std::string& metadata, std::string_view path, BodySource& content);
  std::string_view next() override;
  std::string content_type() const;

 private:
  enum class Part { head, content, tail, end };
  std::string boundary_;
  std::string head_, tail_;
  BodySource* content_;
  Part part_ = Part::head;
};

/// What comes for GET /v1/files of one file, read as it comes.
class PulledFile final : public BodySink {
 public:
  /// `take` gets the file's bytes. What it has got before one of the others throws is of no file.
  explicit PulledFile(std::function<void(std::string_view)> take) : take_(std::move(take)) {}

  bool wants(int status, std::string_view content_type) override;
  /// Throws ProtocolError for what is not as Pebble sends it.
  void take(std::string_view piece) override;
  /// When all has come: the answer in JSON. Throws ProtocolError when it was not whole.
  const std::string& response() const;
  /// Throws ProtocolError unless there was one file, and that of this path.
  void check_file(std::string_view path) const;

 private:
  enum class Place { before, line, headers, content, end };
  enum class Kind { response, file, other_file };

  /// Each takes what it can off the front of `bytes`; false when it needs more.
  bool step(std::string_view& bytes);
  bool take_boundary(std::string_view& bytes);
  bool take_line(std::string_view& bytes);
  bool take_headers(std::string_view& bytes);
  bool take_content(std::string_view& bytes);
  void add_part(std::string_view headers);
  void add_content(std::string_view bytes);

  std::function<void(std::string_view)> take_;
  std::string delimiter_ = {};
  std::string pending_ = "\r\n";  // the first delimiter needs no line break before it
  Place place_ = Place::before;
  Kind kind_ = Kind::response;
  bool has_response_ = false;
  int files_ = 0;
  std::string path_ = {};
  std::string response_ = {};
};

}  // namespace ops::pebble
