#include "ledger/load_rows.hpp"

#include <duckdb.h>
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/decimal.hpp"
#include "ledger/duck.hpp"
#include "source/activity.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using duck::ChunkWriter;

constexpr int amount_scale = 12;  // of stored_record.amount, DECIMAL(38,12)
constexpr int amount_digits = 38;
constexpr int weight_scale = 9;  // of split.weight and split.whole, DECIMAL(18,9)
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

// In the order of the table's columns.
void write_record(ChunkWriter& to, std::int64_t load, std::int32_t ordinal, const Record& record) {
  std::size_t column = 0;
  to.begin_row();
  to.int64(column++, load);
  to.int32(column++, ordinal);
  to.int32_or_null(column++, record.activity_row);
  to.int32(column++, static_cast<std::int32_t>(record.number));
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
  to.text_or_null(column++, record.notes.size() == 1 ? record.notes.front() : as_lines(record.notes));
  to.text_or_null(column++, record.file);
  to.text_or_null(column++, record.position);
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

std::optional<std::int64_t> weight_of(const Decimal& weight) {
  const auto value = duck::scaled(weight, weight_scale, weight_digits, true);
  return value ? std::optional{static_cast<std::int64_t>(*value)} : std::optional<std::int64_t>{0};
}

void write_split(ChunkWriter& to, std::int64_t load, const SplitRow& row) {
  std::size_t column = 0;
  to.begin_row();
  to.int64(column++, load);
  to.int32(column++, static_cast<std::int32_t>(row.activity));
  to.int32_or_null(column++, row.record);
  to.text(column++, row.dimension);
  to.text(column++, row.kind);
  to.text(column++, row.vocabulary);
  to.text_or_null(column++, row.vocabulary_published);
  to.text_or_null(column++, row.code);
  to.text_or_null(column++, row.percentage);
  to.decimal18(column++, weight_of(row.weight));
  to.decimal18(column++, weight_of(row.whole));
  to.text_or_null(column++, row.note);
  to.end_row();
}

void write_classification(ChunkWriter& to, std::int64_t load, const ClassificationRow& row) {
  std::size_t column = 0;
  to.begin_row();
  to.int64(column++, load);
  to.int32(column++, static_cast<std::int32_t>(row.activity));
  to.int32_or_null(column++, row.record);
  to.text(column++, row.element);
  to.text_or_null(column++, row.type);
  to.text_or_null(column++, row.vocabulary);
  to.text_or_null(column++, row.code);
  to.end_row();
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
  return entries.empty() ? std::string{} : fmt::format("{}", fmt::join(entries, "\n"));
}

duck::Or<PieceShapes> piece_shapes(duckdb_connection connection) {
  PieceShapes shapes;
  for (std::size_t at = 0; at < piece_tables.size(); ++at) {
    auto shape = duck::TableShape::of(connection, piece_tables.at(at).name);
    if (auto* fault = std::get_if<duck::Fault>(&shape)) return *fault;
    shapes.at(at) = std::get<0>(std::move(shape));
  }
  return shapes;
}

EncodedPiece::Chunks encode_piece(const PieceShapes& shapes, std::int64_t load, const std::vector<Record>& records,
                                  const ActivityTables& activities) {
  EncodedPiece::Chunks out;
  const auto shape = [&](PieceTableId id) -> const duck::TableShape& {
    return shapes.at(static_cast<std::size_t>(id));
  };
  const auto place = [&](PieceTableId id) -> std::vector<duck::Chunk>& {
    return out.of_table.at(static_cast<std::size_t>(id));
  };
  using enum PieceTableId;
  place(record) = encode(shape(record), load, records, write_record);
  place(activity) = encode(shape(activity), load, activities.activities, write_activity);
  place(narrative) = encode(shape(narrative), load, activities.narratives, write_narrative);
  place(participant) = encode(shape(participant), load, activities.participants, write_participant);
  place(related) = encode(shape(related), load, activities.related, write_related);
  place(split) = encode(shape(split), load, activities.splits, write_split);
  place(classification) = encode(shape(classification), load, activities.classifications, write_classification);
  out.records = static_cast<std::uint32_t>(records.size());
  out.activities = static_cast<std::uint32_t>(activities.activities.size());
  return out;
}

}  // namespace kept
