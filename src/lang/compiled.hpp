// The packs as bytes, so that a start of the program reads no tables: tools/compile_packs.cpp checks and compiles them
// when the program is built, cmake/packs.cmake puts the bytes into it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "lang/packs.hpp"

namespace kept {

// The packs of this binary, as pack_up gives them; empty only inside of what compiles them.
std::string_view compiled_packs();

// The same packs give the same bytes.
std::string pack_up(const Packs& packs);

// Problems: pack_broken, where the bytes are not those of pack_up.
Result<Packs> unpack(std::string_view bytes);

}  // namespace kept
