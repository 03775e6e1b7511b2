// Rows of a load made ready for the database. Of this room only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "source/activity.hpp"
#include "source/record.hpp"

namespace kept {

// A table that pieces of a load go into, and which of its columns count from the beginning of a piece.
struct PieceTable {
  const char* name;
  int ordinal;          // the row's own place among its kind; -1: none
  int activity;         // place of its activity
  int record;           // place of its record
  int trait;            // place of what it shares with others: SharedId
  int splits;           // likewise
  int classifications;  // likewise
};

enum class PieceTableId : std::uint8_t { full_record, brief_record, activity, narrative, participant, related };

inline constexpr std::array<PieceTable, 6> piece_tables{{{"full_record", 1, 2, -1, -1, 4, 5},
                                                         {"brief_record", 1, 2, -1, 4, 5, 6},
                                                         {"activity_version", 1, -1, -1, -1, 29, 30},
                                                         {"narrative", -1, 1, 2, -1, -1, -1},
                                                         {"participant", -1, 1, -1, -1, -1, -1},
                                                         {"related_activity", -1, 1, -1, -1, -1, -1}}};

// Tables of what many rows of a load have alike. A piece has each of it once, packed (base/packed.hpp), and names it by
// its place there; its number in the load is known when the piece is appended.
enum class SharedId : std::uint8_t { trait, splits, classifications };

inline constexpr std::array<const char*, 3> shared_tables{"record_trait", "split_set", "classification_set"};

inline constexpr std::size_t activity_occurrence = 5;  // column of activity_version

struct PieceShapes {
  std::array<duck::TableShape, piece_tables.size()> of_piece;
  std::array<duck::TableShape, shared_tables.size()> of_shared;
};
duck::Or<PieceShapes> piece_shapes(duckdb_connection connection);

struct EncodedPiece::Chunks {
  std::array<std::vector<duck::Chunk>, piece_tables.size()> of_table;
  std::array<std::vector<std::string>, shared_tables.size()> shared;
  std::uint32_t records = 0;
  std::uint32_t activities = 0;
};

struct PieceEncoder::State {
  State(const PieceShapes& shapes, std::int64_t load_id);
  void add(const Record& record);
  EncodedPiece::Chunks finish(const ActivityTables& activities);

  const PieceShapes* shapes;
  std::int64_t load;
  duck::ChunkWriter full;
  duck::ChunkWriter brief;
  std::int32_t records = 0;
  std::vector<std::string> traits;
  std::unordered_map<std::string, std::int32_t> known_traits;  // places in `traits`
  std::string key;
};

// The rows of one packed trait or set.
void write_shared(duck::ChunkWriter& to, SharedId table, std::int64_t load, std::int32_t id, std::string_view packed);

// A list as text, one entry a line.
std::string as_lines(const std::vector<std::string>& entries);

}  // namespace kept
