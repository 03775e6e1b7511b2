#include "ledger/load_rows.hpp"

#include <duckdb.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/packed.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "source/activity.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using duck::ChunkWriter;

constexpr int amount_scale = 12;  // of brief_record.amount and full_record.amount, DECIMAL(38,12)
constexpr int amount_digits = 38;
constexpr int weight_scale = 9;  // of split_set.weight and split_set.whole, DECIMAL(18,9)
constexpr int weight_digits = 18;

std::string text_of(const std::optional<Decimal>& number) { return number ? number->to_string() : std::string{}; }

// The amount for SQL, and as it was published where SQL's number does not give that back.
void write_amount(ChunkWriter& to, std::size_t& column, const Record& record) {
  if (!record.amount) {
    to.null(column++);
    to.text_or_null(column++, record.amount_published);
    return;
  }
  const auto exact = duck::scaled(*record.amount, amount_scale, amount_digits, false);
  to.decimal38(column++, exact ? exact : duck::scaled(*record.amount, amount_scale, amount_digits, true));
  if (!record.amount_published.empty()) {
    to.text(column++, record.amount_published);
  } else if (exact) {
    to.null(column++);
  } else {
    to.text(column++, record.amount->to_string());
  }
}

// Whether nothing of it is left to be told but what `brief_record` has.
bool is_brief(const Record& record) {
  return record.activity_row && record.id.empty() && record.activity.empty() && record.activity_how.empty() &&
         record.link.empty() && record.file.empty() && record.position.empty() && !record.amount_item &&
         !record.amount_half_unit && !record.amount_original && record.currency_original.empty() &&
         !record.converted_month;
}

std::string notes_of(const Record& record) {
  return record.notes.size() == 1 ? record.notes.front() : as_lines(record.notes);
}

// In the order of the table's columns.
void write_full(ChunkWriter& to, std::int64_t load, std::int32_t ordinal, const Record& record) {
  std::size_t column = 0;
  to.begin_row();
  to.int64(column++, load);
  to.int32(column++, ordinal);
  to.int32_or_null(column++, record.activity_row);
  to.int32(column++, static_cast<std::int32_t>(record.number));
  to.int32_or_null(column++, record.splits);
  to.int32_or_null(column++, record.classifications);
  to.text_or_null(column++, record.id);
  to.text(column++, record.kind);
  to.text(column++, to_string(record.measure));
  to.text_or_null(column++, record.measure_published);
  to.text_or_null(column++, record.direction);
  to.date(column++, record.date);
  to.text_or_null(column++, record.date_published);
  to.text(column++, to_string(record.date_precision));
  to.date(column++, record.date_to);
  to.date(column++, record.value_date);
  to.text_or_null(column++, record.value_date_published);
  write_amount(to, column, record);
  to.text_or_null(column++, text_of(record.amount_item));
  to.text_or_null(column++, text_of(record.amount_half_unit));
  to.text_or_null(column++, record.currency);
  to.text_or_null(column++, record.currency_published);
  to.text_or_null(column++, text_of(record.amount_original));
  to.text_or_null(column++, record.currency_original);
  to.date(column++, record.converted_month);
  for (const std::string* text :
       {&record.giver, &record.receiver, &record.giver_name, &record.receiver_name, &record.giver_ref,
        &record.receiver_ref, &record.giver_activity, &record.receiver_activity, &record.channel, &record.instrument,
        &record.aid_type, &record.aid_type_published, &record.flow_type, &record.finance_type, &record.tied_status}) {
    to.text_or_null(column++, *text);
  }
  to.boolean_or_null(column++, record.humanitarian);
  for (const std::string* text :
       {&record.status, &record.reference, &record.activity, &record.activity_how, &record.text, &record.link}) {
    to.text_or_null(column++, *text);
  }
  to.boolean(column++, record.summary);
  to.boolean(column++, record.secondary);
  to.text_or_null(column++, notes_of(record));
  to.text_or_null(column++, record.file);
  to.text_or_null(column++, record.position);
  to.end_row();
}

// In the order of the table's columns.
void write_brief(ChunkWriter& to, std::int64_t load, std::int32_t ordinal, const Record& record, std::int32_t trait) {
  std::size_t column = 0;
  to.begin_row();
  to.int64(column++, load);
  to.int32(column++, ordinal);
  to.int32_or_null(column++, record.activity_row);
  to.int32(column++, static_cast<std::int32_t>(record.number));
  to.int32(column++, trait);
  to.int32_or_null(column++, record.splits);
  to.int32_or_null(column++, record.classifications);
  to.date(column++, record.date);
  to.text_or_null(column++, record.date_published);
  to.date(column++, record.date_to);
  to.date(column++, record.value_date);
  to.text_or_null(column++, record.value_date_published);
  write_amount(to, column, record);
  for (const std::string* text : {&record.giver_activity, &record.receiver_activity, &record.reference, &record.text}) {
    to.text_or_null(column++, *text);
  }
  to.end_row();
}

constexpr std::size_t traits_never_null = 3;
constexpr std::size_t traits_of_text = 22;
constexpr std::string_view yes = "1";
constexpr std::string_view no = "0";

std::string_view packed_truth(bool truth) { return truth ? yes : no; }

// In the order of record_trait's columns: texts, then whether it is humanitarian, a summary, secondary.
void pack_trait(const Record& record, std::string& to) {
  to.clear();
  pack(to, record.kind);
  pack(to, to_string(record.measure));
  pack(to, to_string(record.date_precision));
  for (const std::string* text :
       {&record.measure_published, &record.direction, &record.currency, &record.currency_published, &record.giver,
        &record.receiver, &record.giver_name, &record.receiver_name, &record.giver_ref, &record.receiver_ref,
        &record.channel, &record.instrument, &record.aid_type, &record.aid_type_published, &record.flow_type,
        &record.finance_type, &record.tied_status, &record.status}) {
    pack(to, *text);
  }
  if (record.notes.size() == 1) {
    pack(to, record.notes.front());
  } else {
    pack(to, as_lines(record.notes));
  }
  pack(to, record.humanitarian ? packed_truth(*record.humanitarian) : std::string_view{});
  pack(to, packed_truth(record.summary));
  pack(to, packed_truth(record.secondary));
}

void write_trait(ChunkWriter& to, std::int64_t load, std::int32_t id, std::string_view packed) {
  Unpack from(packed);
  std::size_t column = 0;
  to.begin_row();
  to.int64(column++, load);
  to.int32(column++, id);
  for (std::size_t text = 0; text < traits_of_text; ++text) {
    if (text < traits_never_null) {
      to.text(column++, from.next());
    } else {
      to.text_or_null(column++, from.next());
    }
  }
  const std::string_view humanitarian = from.next();
  to.boolean_or_null(column++, humanitarian.empty() ? std::nullopt : std::optional{humanitarian == yes});
  to.boolean(column++, from.next() == yes);
  to.boolean(column++, from.next() == yes);
  to.end_row();
}

void write_activity(ChunkWriter& to, std::int64_t load, std::int32_t ordinal, const ActivityRow& activity) {
  std::size_t column = 0;
  to.begin_row();
  to.int64(column++, load);
  to.int32(column++, ordinal);
  to.text(column++, activity.kind);
  to.text_or_null(column++, activity.identifier);
  to.text_or_null(column++, activity.identifier_published);
  to.int32(column++, static_cast<std::int32_t>(activity.occurrence));
  to.text_or_null(column++, activity.reporting_ref);
  to.text_or_null(column++, activity.reporting_name);
  to.text_or_null(column++, activity.reporting_type);
  to.boolean(column++, activity.secondary);
  to.text_or_null(column++, activity.version);
  to.int32(column++, activity.hierarchy);
  to.text_or_null(column++, activity.language);
  to.text_or_null(column++, activity.default_currency);
  to.boolean_or_null(column++, activity.humanitarian);
  to.timestamp(column++, activity.last_updated);
  to.text_or_null(column++, activity.last_updated_published);
  to.text_or_null(column++, activity.status);
  to.text_or_null(column++, activity.title);
  to.date(column++, activity.start_planned);
  to.date(column++, activity.start_actual);
  to.date(column++, activity.end_planned);
  to.date(column++, activity.end_actual);
  to.text_or_null(column++, activity.flow_type);
  to.text_or_null(column++, activity.finance_type);
  to.text_or_null(column++, activity.aid_type);
  to.text_or_null(column++, activity.tied_status);
  to.text_or_null(column++, as_lines(activity.notes));
  to.int64(column++, static_cast<std::int64_t>(activity.line));
  to.int32_or_null(column++, activity.splits);
  to.int32_or_null(column++, activity.classifications);
  to.end_row();
}

void write_narrative(ChunkWriter& to, std::int64_t load, const NarrativeRow& row) {
  to.begin_row();
  to.int64(0, load);
  to.int32(1, static_cast<std::int32_t>(row.activity));
  to.int32_or_null(2, row.record);
  to.text(3, row.element);
  to.text_or_null(4, row.type);
  to.text_or_null(5, row.language);
  to.text(6, row.text);
  to.end_row();
}

void write_participant(ChunkWriter& to, std::int64_t load, const ParticipantRow& row) {
  std::size_t column = 0;
  to.begin_row();
  to.int64(column++, load);
  to.int32(column++, static_cast<std::int32_t>(row.activity));
  for (const std::string* text :
       {&row.role, &row.role_published, &row.ref, &row.name, &row.type, &row.activity_id, &row.party}) {
    to.text_or_null(column++, *text);
  }
  to.end_row();
}

void write_related(ChunkWriter& to, std::int64_t load, const RelatedRow& row) {
  to.begin_row();
  to.int64(0, load);
  to.int32(1, static_cast<std::int32_t>(row.activity));
  to.text_or_null(2, row.type);
  to.text_or_null(3, row.ref);
  to.end_row();
}

std::string packed_weight(const Decimal& weight) {
  const auto value = duck::scaled(weight, weight_scale, weight_digits, true);
  return std::to_string(value ? static_cast<std::int64_t>(*value) : 0);
}

std::int64_t weight_of(std::string_view packed) {
  std::int64_t weight = 0;
  std::from_chars(packed.data(), packed.data() + packed.size(), weight);
  return weight;
}

std::string pack_splits(const std::vector<SplitRow>& rows) {
  std::string packed;
  for (const SplitRow& row : rows) {
    for (const std::string* text : {&row.dimension, &row.kind, &row.vocabulary, &row.vocabulary_published, &row.code,
                                    &row.percentage, &row.note}) {
      pack(packed, *text);
    }
    pack(packed, packed_weight(row.weight));
    pack(packed, packed_weight(row.whole));
  }
  return packed;
}

void write_splits(ChunkWriter& to, std::int64_t load, std::int32_t id, std::string_view packed) {
  std::int32_t number = 0;
  for (Unpack from(packed); !from.at_end();) {
    to.begin_row();
    to.int64(0, load);
    to.int32(1, id);
    to.int32(2, ++number);
    for (const std::size_t column : {3U, 4U, 5U}) to.text(column, from.next());
    for (const std::size_t column : {6U, 7U, 8U, 11U}) to.text_or_null(column, from.next());
    for (const std::size_t column : {9U, 10U}) to.decimal18(column, weight_of(from.next()));
    to.end_row();
  }
}

std::string pack_classifications(const std::vector<ClassificationRow>& rows) {
  std::string packed;
  for (const ClassificationRow& row : rows) {
    for (const std::string* text : {&row.element, &row.type, &row.vocabulary, &row.code}) pack(packed, *text);
  }
  return packed;
}

void write_classifications(ChunkWriter& to, std::int64_t load, std::int32_t id, std::string_view packed) {
  std::int32_t number = 0;
  for (Unpack from(packed); !from.at_end();) {
    to.begin_row();
    to.int64(0, load);
    to.int32(1, id);
    to.int32(2, ++number);
    to.text(3, from.next());
    for (const std::size_t column : {4U, 5U, 6U}) to.text_or_null(column, from.next());
    to.end_row();
  }
}

template <typename Row>
std::vector<duck::Chunk> encode(const duck::TableShape& shape, std::int64_t load, const std::vector<Row>& rows,
                                void (*write)(ChunkWriter&, std::int64_t, const Row&)) {
  ChunkWriter writer{shape};
  for (const Row& row : rows) write(writer, load, row);
  return writer.take();
}

template <typename Row>
std::vector<duck::Chunk> encode(const duck::TableShape& shape, std::int64_t load, const std::vector<Row>& rows,
                                void (*write)(ChunkWriter&, std::int64_t, std::int32_t, const Row&)) {
  ChunkWriter writer{shape};
  std::int32_t ordinal = 0;
  for (const Row& row : rows) write(writer, load, ordinal++, row);
  return writer.take();
}

}  // namespace

std::string as_lines(const std::vector<std::string>& entries) {
  std::string lines;
  for (const std::string& entry : entries) {
    if (&entry != &entries.front()) lines += '\n';
    lines += entry;
  }
  return lines;
}

duck::Or<PieceShapes> piece_shapes(duckdb_connection connection) {
  PieceShapes shapes;
  const auto fill = [&](duck::TableShape& place, const char* table) -> std::optional<duck::Fault> {
    auto shape = duck::TableShape::of(connection, table);
    if (auto* fault = std::get_if<duck::Fault>(&shape)) return *fault;
    place = std::get<0>(std::move(shape));
    return std::nullopt;
  };
  for (std::size_t at = 0; at < piece_tables.size(); ++at) {
    if (auto fault = fill(shapes.of_piece.at(at), piece_tables.at(at).name)) return *fault;
  }
  for (std::size_t at = 0; at < shared_tables.size(); ++at) {
    if (auto fault = fill(shapes.of_shared.at(at), shared_tables.at(at))) return *fault;
  }
  return shapes;
}

PieceEncoder::State::State(const PieceShapes& piece_shapes, std::int64_t load_id)
    : shapes(&piece_shapes),
      load(load_id),
      full(piece_shapes.of_piece.at(static_cast<std::size_t>(PieceTableId::full_record))),
      brief(piece_shapes.of_piece.at(static_cast<std::size_t>(PieceTableId::brief_record))) {}

void PieceEncoder::State::add(const Record& record) {
  const std::int32_t ordinal = records++;
  if (!is_brief(record)) {
    write_full(full, load, ordinal, record);
    return;
  }
  pack_trait(record, key);
  const auto [trait, fresh] = known_traits.try_emplace(key, static_cast<std::int32_t>(traits.size()));
  if (fresh) traits.push_back(key);
  write_brief(brief, load, ordinal, record, trait->second);
}

EncodedPiece::Chunks PieceEncoder::State::finish(const ActivityTables& activities) {
  EncodedPiece::Chunks out;
  const auto shape = [&](PieceTableId id) -> const duck::TableShape& {
    return shapes->of_piece.at(static_cast<std::size_t>(id));
  };
  const auto place = [&](PieceTableId id) -> std::vector<duck::Chunk>& {
    return out.of_table.at(static_cast<std::size_t>(id));
  };
  const auto shared = [&](SharedId id) -> std::vector<std::string>& {
    return out.shared.at(static_cast<std::size_t>(id));
  };
  using enum PieceTableId;
  place(full_record) = full.take();
  place(brief_record) = brief.take();
  place(activity) = encode(shape(activity), load, activities.activities, write_activity);
  place(narrative) = encode(shape(narrative), load, activities.narratives, write_narrative);
  place(participant) = encode(shape(participant), load, activities.participants, write_participant);
  place(related) = encode(shape(related), load, activities.related, write_related);
  shared(SharedId::trait) = std::move(traits);
  for (const auto& set : activities.split_sets) shared(SharedId::splits).push_back(pack_splits(set));
  for (const auto& set : activities.classification_sets) {
    shared(SharedId::classifications).push_back(pack_classifications(set));
  }
  out.records = static_cast<std::uint32_t>(records);
  out.activities = static_cast<std::uint32_t>(activities.activities.size());
  return out;
}

void write_shared(ChunkWriter& to, SharedId table, std::int64_t load, std::int32_t id, std::string_view packed) {
  switch (table) {
    case SharedId::trait:
      write_trait(to, load, id, packed);
      return;
    case SharedId::splits:
      write_splits(to, load, id, packed);
      return;
    case SharedId::classifications:
      write_classifications(to, load, id, packed);
      return;
  }
}

}  // namespace kept
