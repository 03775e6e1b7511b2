// JSON written straight to text, as `Json::dump` would write it: for what is printed by the thousand.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kept {

class JsonText {
 public:
  // On one line, or indented by one blank a level from `depth` on.
  explicit JsonText(std::string& out) : out_(out), indented_(false) {}
  JsonText(std::string& out, std::size_t depth) : out_(out), indented_(true), depth_(depth) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  // What stands behind it is its value. No key needs escapes.
  void key(std::string_view name);

  // Well-formed UTF-8.
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool yes) { plain(yes ? "true" : "false"); }
  void value(std::unsigned_integral auto number) { number_value(number); }
  void null() { plain("null"); }
  // What is JSON already.
  void plain(std::string_view text);

  template <typename T>
  void field(std::string_view name, const T& own) {
    key(name);
    value(own);
  }
  void field_or_null(std::string_view name, std::string_view text) {
    key(name);
    text.empty() ? null() : value(text);
  }

 private:
  void begin(char bracket);
  void end(char bracket);
  void begin_item();
  void begin_line();
  void number_value(std::uint64_t number);

  std::string& out_;
  bool indented_;
  std::size_t depth_ = 0;
  bool first_ = true;       // of the innermost list or object
  bool behind_key_ = true;  // as is the whole value
};

}  // namespace kept
