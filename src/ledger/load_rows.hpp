// Rows of a load made ready for the database. Of this room only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "source/activity.hpp"
#include "source/record.hpp"

namespace kept {

// A table that pieces of a load go into, and which of its columns count from the beginning of a piece.
struct PieceTable {
  const char* name;
  int ordinal;   // the row's own place among its kind; -1: none
  int activity;  // place of its activity
  int record;    // place of its record
};

enum class PieceTableId : std::uint8_t { record, activity, narrative, participant, related, split, classification };

inline constexpr std::array<PieceTable, 7> piece_tables{{{"stored_record", 1, 2, -1},
                                                         {"activity_version", 1, -1, -1},
                                                         {"narrative", -1, 1, 2},
                                                         {"participant", -1, 1, -1},
                                                         {"related_activity", -1, 1, -1},
                                                         {"split", -1, 1, 2},
                                                         {"classification", -1, 1, 2}}};

inline constexpr std::size_t activity_occurrence = 5;  // column of activity_version

using PieceShapes = std::array<duck::TableShape, piece_tables.size()>;
duck::Or<PieceShapes> piece_shapes(duckdb_connection connection);

struct EncodedPiece::Chunks {
  std::array<std::vector<duck::Chunk>, piece_tables.size()> of_table;
  std::uint32_t records = 0;
  std::uint32_t activities = 0;
};

// Any thread.
EncodedPiece::Chunks encode_piece(const PieceShapes& shapes, std::int64_t load, const std::vector<Record>& records,
                                  const ActivityTables& activities);

// A list as text, one entry a line.
std::string as_lines(const std::vector<std::string>& entries);

}  // namespace kept
