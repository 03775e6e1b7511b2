#include "source/json_items.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

// The callbacks of nlohmann's SAX interface; its names and its shapes of arguments are given.
class ItemReader : public nlohmann::json_sax<Json> {
 public:
  ItemReader(std::string_view file, const std::vector<JsonPath>& paths, const std::function<bool(JsonItem&&)>& take,
             const JsonLimits& limits)
      : file_(file), paths_(paths), take_(take), limits_(limits) {}

  bool null() override { return value(nullptr); }
  bool boolean(bool truth) override { return value(truth); }
  bool number_integer(number_integer_t number) override { return value(number); }
  bool number_unsigned(number_unsigned_t number) override { return value(number); }
  // As written: binary floating point would lose digits of money.
  bool number_float(number_float_t /*number*/, const string_t& text) override { return value(text); }
  bool string(string_t& text) override { return value(std::move(text)); }
  bool binary(binary_t& /*bytes*/) override { return value(nullptr); }  // not in JSON text

  bool start_object(std::size_t /*elements*/) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*elements*/) override { return open(Json::array()); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (!building_.empty()) {
      key_ = std::move(name);
    } else if (!steps_.empty()) {
      steps_.back().key = std::move(name);
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    problem_ = problem(ProblemCode::json_broken, "the JSON is broken or cut off here",
                       building_.empty() ? "what came before is kept" : "whole items before that are kept",
                       "get the file again");
    problem_->where.byte = position == 0 ? 0 : position - 1;
    return false;
  }

  std::optional<Problem> take_problem() { return std::move(problem_); }

 private:
  // A list or object around the items: where in it we are.
  struct Step {
    bool list = false;
    std::string key;
    std::size_t index = 0;
  };

  [[nodiscard]] Problem problem(ProblemCode code, std::string what, std::string done, std::string cure) const {
    Problem result;
    result.code = code;
    result.what = std::move(what);
    result.where.file = file_;
    result.done = std::move(done);
    result.cure = std::move(cure);
    return result;
  }

  // The place of the value that comes now is one of the paths.
  [[nodiscard]] std::optional<std::size_t> asked_for() const {
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      const JsonPath& path = paths_[i];
      if (path.size() != steps_.size()) continue;
      bool fits = true;
      for (std::size_t s = 0; fits && s < steps_.size(); ++s) {
        fits = path[s] == "*" || (!steps_[s].list && path[s] == steps_[s].key);
      }
      if (fits) return i;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string name() const {
    std::string text;
    for (const Step& step : steps_) {
      if (step.list) {
        text += fmt::format("[{}]", step.index);
      } else {
        text += fmt::format("{}{}", text.empty() ? "" : ".", excerpt(step.key));
      }
    }
    return text;
  }

  template <typename T>
  bool value(T&& scalar) {
    if (building_.empty()) {
      if (!steps_.empty()) {
        if (const auto path = asked_for(); path && !deliver(*path, Json(std::forward<T>(scalar)))) return false;
      }
      advance();
      return true;
    }
    if (!count()) return false;
    put(Json(std::forward<T>(scalar)));
    return true;
  }

  bool count() {
    if (++values_ <= limits_.item_values_max) return true;
    problem_ =
        problem(ProblemCode::limit_reached, fmt::format("{} has more than {} values", name(), limits_.item_values_max),
                "it and what is behind it are left out", "give the file in parts");
    return false;
  }

  Json* put(Json made) {
    Json& parent = *building_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(made));
      return &parent.back();
    }
    Json& member = parent[key_];
    member = std::move(made);
    return &member;
  }

  bool open(Json made) {
    if (steps_.size() + building_.size() >= limits_.depth_max) {
      problem_ =
          problem(ProblemCode::limit_reached, fmt::format("values are nested more than {} deep", limits_.depth_max),
                  "it and what is behind it are left out", "get the file again from its publisher");
      return false;
    }
    if (!building_.empty()) {
      if (!count()) return false;
      building_.push_back(put(std::move(made)));
      return true;
    }
    if (const auto path = steps_.empty() ? std::nullopt : asked_for()) {
      item_ = std::move(made);
      item_path_ = *path;
      values_ = 0;
      building_.push_back(&item_);
      return true;
    }
    steps_.push_back({made.is_array(), {}, 0});
    return true;
  }

  bool close() {
    if (building_.empty()) {
      steps_.pop_back();
      advance();
      return true;
    }
    building_.pop_back();
    if (!building_.empty()) return true;
    const bool going_on = deliver(item_path_, std::move(item_));
    advance();
    return going_on;
  }

  bool deliver(std::size_t path, Json made) {
    const std::string_view key = steps_.back().list ? std::string_view{} : std::string_view(steps_.back().key);
    return take_({path, name(), key, std::move(made)});
  }

  void advance() {
    if (!steps_.empty() && steps_.back().list) ++steps_.back().index;
  }

  std::string file_;
  const std::vector<JsonPath>& paths_;
  const std::function<bool(JsonItem&&)>& take_;
  const JsonLimits& limits_;
  std::vector<Step> steps_;
  std::vector<Json*> building_;  // the item and the values inside it that are open
  Json item_;
  std::size_t item_path_ = 0;
  std::string key_;
  std::size_t values_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace

std::optional<Problem> read_json_items(std::string_view file, std::string_view bytes,
                                       const std::vector<JsonPath>& paths, const std::function<bool(JsonItem&&)>& take,
                                       const JsonLimits& limits) {
  const std::string_view text = without_bom(bytes);
  ItemReader reader(file, paths, take, limits);
  Json::sax_parse(text.begin(), text.end(), &reader);
  return reader.take_problem();
}

std::string_view json_head(std::string_view bytes) {
  constexpr std::size_t head_bytes = 65536;
  const std::string_view text = trim(without_bom(bytes).substr(0, head_bytes));
  return text.starts_with('{') || text.starts_with('[') ? text : std::string_view{};
}

bool has_json_key(std::string_view text, std::string_view key) {
  const std::string quoted = fmt::format("\"{}\"", key);
  for (std::size_t at = text.find(quoted); at != std::string_view::npos; at = text.find(quoted, at + 1)) {
    if (trim(text.substr(at + quoted.size(), 16)).starts_with(':')) return true;
  }
  return false;
}

const Json& json_at(const Json& value, std::initializer_list<const char*> keys) {
  static const Json nothing;
  const Json* at = &value;
  for (const char* key : keys) {
    if (!at->is_object()) return nothing;
    const auto found = at->find(key);
    if (found == at->end()) return nothing;
    at = &*found;
  }
  return *at;
}

std::string json_text(const Json& value) { return value.is_string() ? value.get<std::string>() : std::string{}; }

std::optional<Decimal> json_decimal(const Json& value) {
  if (value.is_number_unsigned()) return Decimal::parse(std::to_string(value.get<std::uint64_t>()));
  if (value.is_number_integer()) return Decimal::from_integer(value.get<std::int64_t>());
  if (value.is_string()) return Decimal::parse(trim(value.get_ref<const std::string&>()), true);
  return std::nullopt;
}

std::optional<Date> json_day(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  const std::string_view text = value.get_ref<const std::string&>();
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  return Date::parse_iso(text.substr(0, std::min<std::size_t>(text.size(), 10)));
}

}  // namespace kept
